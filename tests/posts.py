"""Places and who works there, made by the services alone, on whatever engine the settings name."""

import secrets

from functions.auth.documents import DocumentType
from functions.healthcode import codes
from functions.healthcode.scenes import store_places as store
from functions.healthcode.scenes import visits, workers
from functions.healthcode.scenes.kinds import PlaceKind, PlaceState
from functions.healthcode.scenes.passes import Row
from functions.healthcode.scenes.passing import ClockSource, Direction, Errand, Result
from functions.healthcode.scenes.results import Sample
from functions.healthcode.scenes.tables import Worker
from functions.healthcode.scenes.workers import Post
from functions.healthcode.tables import Holder
from layers import clock, privacy
from layers.transaction import commit, new
from tests import factories, strangers
from tests import holders as people
from tests.holders import Citizen


def keeper(kind: PlaceKind) -> Post:
    """Return the keeper of an approved place at work."""
    account, item = strangers.account(), store.draft(clock.now())
    item.kind, item.name, item.region, item.address = kind, "北港花园东门", people.STREET, "北港街道2号"
    item.keeper, item.contact = account, privacy.seal("郑守门", item.owner)
    store.wait(item)
    item.state, item.other, item.place_in_other = PlaceState.APPROVED, None, None
    commit(new(item), *store.founding(store.identifier(item), _phone(), account, clock.now()))
    return workers.at_work(account, store.identifier(item))


def invited(post: Post) -> tuple[str, Worker]:
    """Return an account that is invited to a place, and its invitation."""
    invitation = store.invitation(post.id, _phone(), clock.now())
    commit(new(invitation))
    return strangers.account(), invitation


def worker(post: Post) -> tuple[Post, str]:
    """Return somebody else at work at a place, and their id there."""
    account, invitation = invited(post)
    commit(*store.joining(invitation, account, clock.now()))
    return workers.at_work(account, post.id), store.worker_id(invitation)


def row(of: Citizen, temperature: float) -> Row:
    """Return a pass of somebody, as a device notes it now."""
    return Row(
        client=secrets.token_hex(8),
        token=codes.show(of.account, of.person, clock.now()).token,
        visit="",
        at=clock.now(),
        clock=ClockSource.SERVER,
        direction=Direction.IN,
        errand=Errand.WORK,
        temperature=temperature,
        result=Result.PASS,
        plate="",
        suspicion="",
    )


def sample(post: Post, of: Holder, *, positive: bool) -> Sample:
    """Return a result of somebody whose code was scanned when the sample was taken."""
    return Sample(
        client=secrets.token_hex(8),
        sampled_at=clock.now(),
        positive=positive,
        visit=visits.begin(post, of, clock.now()),
        nationality="CN",
        document_type=DocumentType.RESIDENT_ID,
        number="",
    )


def _phone() -> str:
    return f"+86{factories.mobile()['number']}"
