"""Clues and public reports over HTTP: filing and following them (H13)."""

from chalice.app import Blueprint

from functions.auth import service as auth
from functions.healthcode.clues import filing, photos, store
from functions.healthcode.clues.schemas import (
    AnonymousClue,
    ClueForm,
    ClueNumber,
    ClueProgress,
    FiledClue,
    OwnClue,
    PhotoUpload,
)
from functions.healthcode.clues.views import clue_progress, own_clue, told
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "clues")


@endpoint(
    "POST",
    "/v1/clue-photos",
    access=PUBLIC,
    returns=PhotoUpload,
    success=201,
    rate=Rate(20, 3600),
)
def offer_photo(call: Call[None, None]) -> PhotoUpload:  # noqa: ARG001  every route gets its call
    """Ask where to upload a photo, before the clue is filed that names it."""
    photo, form = photos.offer()
    return PhotoUpload(photo, form.address, dict(form.fields), photos.MOST_BYTES, photos.SECONDS)


@endpoint(
    "POST",
    "/v1/clues",
    access=PUBLIC,
    body=AnonymousClue,
    returns=FiledClue,
    success=201,
    rate=Rate(10, 3600),
)
def file_clue(call: Call[AnonymousClue, None]) -> FiledClue:
    """File a clue (疫情线索) or a report (群众监督举报) without signing in."""
    form, captcha = call.body.clue, call.body.captcha
    auth.consume_captcha(captcha.id, captcha.answer, call.now)
    return FiledClue(filing.file(form.matter, form.region, told(form), form.photos, call.now).number)


@endpoint(
    "GET",
    "/v1/clues/{clue}",
    access=PUBLIC,
    params={"clue": ClueNumber},
    returns=ClueProgress,
    rate=Rate(60, 3600),
)
def show_clue(call: Call[None, None]) -> ClueProgress:
    """Show how far a clue is, by its number."""
    return clue_progress(store.find(call.path["clue"]))


@endpoint(
    "POST",
    "/v1/me/clues",
    access=RESIDENT,
    body=ClueForm,
    returns=FiledClue,
    success=201,
    rate=Rate(20, 24 * 3600, by="account"),
    idempotent=True,
)
def file_my_clue(call: Call[ClueForm, None]) -> FiledClue:
    """File a clue (疫情线索) or a report (群众监督举报)."""
    form = call.body
    filed = filing.file(
        form.matter, form.region, told(form), form.photos, call.now, account=call.resident.account
    )
    return FiledClue(filed.number)


@endpoint("GET", "/v1/me/clues", access=RESIDENT, returns=list[OwnClue])
def list_my_clues(call: Call[None, None]) -> list[OwnClue]:
    """List my clues and reports, the newest first."""
    return [own_clue(item) for item in store.of_account(call.resident.account)]
