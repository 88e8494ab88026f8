"""Nucleic-acid results of laboratories (H14): each kept once, each a fact; a positive one proposes SUSPECTED.

Whoever is tested need not have a code: the result waits for them. What a laboratory is answered tells
nothing of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.auth import service as auth
from functions.healthcode import proposals, recording, store
from functions.healthcode.facts import FactKind
from functions.healthcode.recording import Extra, Stated
from functions.healthcode.scenes import store_places, store_tasks, store_tests, tracing, visits
from functions.healthcode.scenes.errors import BadDocument, TooLongAgo
from functions.healthcode.scenes.passes import Answer, Outcome
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.store_places import AlreadyUploaded
from functions.healthcode.scenes.store_tasks import About, Cause
from functions.healthcode.scenes.tables import Test
from functions.healthcode.scenes.workers import Post
from functions.healthcode.tables import Holder
from layers import policy
from layers.changes import apply
from layers.errors import DomainError, Unavailable
from layers.transaction import Step, until_fresh

_KEPT = timedelta(days=30)
"""For how long a sample's id is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A result as it was delivered: of whom a `visit` was scanned, else of whose document it is."""

    client: str
    sampled_at: datetime
    positive: bool
    visit: str
    nationality: str
    document_type: auth.DocumentType
    number: str


def deliver(post: Post, samples: Sequence[Sample], now: datetime) -> list[Answer]:
    """Keep results, each once; returns what became of each, in their order."""
    return [_answer(post, sample, now) for sample in samples]


def results_of(person: str) -> Sequence[Test]:
    """Return somebody's results, the newest first: what is shown beside their code (H14)."""
    return store_tests.of_person(person)


def _answer(post: Post, sample: Sample, now: datetime) -> Answer:
    try:
        outcome = until_fresh(lambda: _keep(post, sample, now))
    except Unavailable as busy:
        return Answer(sample.client, Outcome.AGAIN, busy)
    except DomainError as refusal:
        return Answer(sample.client, Outcome.REFUSED, refusal)
    return Answer(sample.client, outcome)


def _keep(post: Post, sample: Sample, now: datetime) -> Outcome:
    if sample.sampled_at < now - timedelta(days=policy.get(ScenePolicy).upload_days):
        raise TooLongAgo
    person, claims = _person(post, sample)
    holder = store.find(person)
    identifier = store_places.upload_id(post.id, sample.client)
    item = store_tests.draft(person, identifier, sample.sampled_at)
    item.positive = sample.positive
    steps = [
        store_places.once(post.id, sample.client, now + _KEPT),
        *post.standing(),
        store_tests.delivering(item, post.id, post.place.name, post.by, now),
    ]

    try:
        if holder:
            _state(post, person, sample, identifier, steps, now)
        else:
            apply(*claims, *steps, *_unknown(post, sample, identifier, now))
        outcome = Outcome.RECORDED
    except AlreadyUploaded:
        outcome = Outcome.KNOWN
    # Known results, too: the process that recorded one may have ended before it proposed.
    if holder and sample.positive and store_tests.delivered(item):
        _suspect(post, holder, sample, identifier, now)
    return outcome


def _state(
    post: Post, person: str, sample: Sample, identifier: str, steps: Sequence[Step], now: datetime
) -> None:
    """Keep a result with the fact that it is."""
    kind = FactKind.POSITIVE_TEST if sample.positive else FactKind.NEGATIVE_TEST
    evidence = f"test:{identifier}"
    stated = Stated(kind=kind, at=sample.sampled_at, evidence=evidence)
    outcome = recording.record(person, post.origin(evidence), [stated], now, extra=Extra(steps))
    if outcome.repeated:
        raise AlreadyUploaded


def _suspect(post: Post, holder: Holder, sample: Sample, identifier: str, now: datetime) -> None:
    """Propose that somebody is a suspected case: staff decide."""
    evidence = f"test:{identifier}"
    stated = Stated(kind=FactKind.SUSPECTED, at=sample.sampled_at, evidence=evidence)
    proposals.propose(store.person_of(holder), post.origin(evidence), stated, now)


def _unknown(post: Post, sample: Sample, identifier: str, now: datetime) -> list[Step]:
    """Return the steps that let the laboratory's region trace somebody positive without a code."""
    recording.admit(post.origin(""), [Stated(kind=FactKind.NEGATIVE_TEST, at=sample.sampled_at)], now)
    if not sample.positive:
        return []
    words = f"{sample.document_type} {sample.number}"
    about = About(
        person="",
        region=post.place.region,
        cause=Cause.TEST,
        colour="",
        words=words,
        due=now + tracing.soonest(),
    )
    return store_tasks.opening(identifier, about, post.by, now)


def _person(post: Post, sample: Sample) -> tuple[str, list[Step]]:
    if sample.visit:
        return visits.read_late(post, sample.visit).person, []
    document = auth.check_document(sample.nationality, sample.document_type, sample.number)
    if not isinstance(document, auth.Document):
        raise BadDocument
    return auth.person(document)
