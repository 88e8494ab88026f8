"""Gates over HTTP (卡口通行), and looking people up at any place."""

from typing import Any

from chalice.app import Blueprint

from functions.healthcode.scenes import inputs, lists, lookups, passes, workers
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.schemas_gate import (
    Find,
    GateSheet,
    PassQuery,
    PassUpload,
    PassView,
    RowAnswer,
    Scan,
    TrailAsking,
    TrailView,
    VisitorBasics,
)
from functions.healthcode.scenes.schemas_places import PlaceId
from functions.healthcode.scenes.views_gate import (
    gate_sheet,
    pass_view,
    row_answer,
    trail_view,
    visitor_view,
)
from functions.healthcode.scenes.workers import Post
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health gates")

_PLACE = {"place": PlaceId}


@endpoint("GET", "/v1/places/{place}/gate", access=RESIDENT, params=_PLACE, returns=GateSheet)
def show_gate(call: Call[None, None]) -> GateSheet:
    """Show what a gate works with offline, beside the keys of `GET /v1/keys`."""
    return gate_sheet(_gate(call), call.now)


@endpoint(
    "POST", "/v1/places/{place}/scans", access=RESIDENT, params=_PLACE, body=Scan, returns=VisitorBasics
)
def scan_visitor(call: Call[Scan, None]) -> VisitorBasics:
    """Look up whose code was scanned, as much as the place's form asks for; the person sees it."""
    said, post = call.body, workers.at_work(call.resident.account, call.path["place"])
    return visitor_view(lookups.scan(post, said.token, said.reason, call.now))


@endpoint(
    "POST", "/v1/places/{place}/finds", access=RESIDENT, params=_PLACE, body=Find, returns=list[VisitorBasics]
)
def find_visitors(call: Call[Find, None]) -> list[VisitorBasics]:
    """Find those for whom the account of a phone acts (代申领), masked; they see it."""
    said, post = call.body, workers.at_work(call.resident.account, call.path["place"])
    found = lookups.find(post, inputs.phone(said.phone), said.reason, call.now)
    return [visitor_view(visitor) for visitor in found]


@endpoint(
    "POST",
    "/v1/places/{place}/trails",
    access=RESIDENT,
    params=_PLACE,
    body=TrailAsking,
    returns=list[TrailView],
)
def show_trail(call: Call[TrailAsking, None]) -> list[TrailView]:
    """Show a visitor's passes of the last 14 days, the newest first; the person sees it."""
    found = lookups.trail(_gate(call), call.body.visit, call.body.reason, call.now)
    return [trail_view(item) for item in found]


@endpoint(
    "POST",
    "/v1/places/{place}/passes",
    access=RESIDENT,
    params=_PLACE,
    body=PassUpload,
    returns=list[RowAnswer],
    rate=Rate(600, 3600, by="account"),
)
def upload_passes(call: Call[PassUpload, None]) -> list[RowAnswer]:
    """Upload passes (通行登记), each kept once however often it is sent; answered row by row."""
    rows = [inputs.pass_row(row) for row in call.body.passes]
    post = workers.uploading(call.resident.account, call.path["place"], PlaceKind.CHECKPOINT)
    return [row_answer(each, call.language) for each in passes.upload(post, rows, call.now)]


@endpoint(
    "GET",
    "/v1/places/{place}/passes",
    access=RESIDENT,
    params=_PLACE,
    query=PassQuery,
    returns=Page[PassView],
)
def list_passes(call: Call[None, PassQuery]) -> Page[PassView]:
    """List the passes that a gate noted on a date, the newest first."""
    return lists.passes(_gate(call), call.query.day, call.query, pass_view)


def _gate(call: Call[Any, Any]) -> Post:
    return workers.at_work(call.resident.account, call.path["place"], PlaceKind.CHECKPOINT)
