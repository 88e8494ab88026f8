"""The trust list over HTTP: whose certificates from abroad are believed, as staff of the city manage it."""

from chalice.app import Blueprint

from functions.healthcode.abroad import issuers
from functions.healthcode.abroad.schemas import (
    IssuerAnswer,
    IssuerDetails,
    IssuerEdit,
    IssuerId,
    IssuerImport,
    IssuerQuery,
    IssuerView,
    TrustEdit,
)
from functions.healthcode.abroad.views import issuer_answer, issuer_details, issuer_view
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page
from layers.principals import Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "certificates from abroad")

_ALL = "/v1/staff/health/issuers"
_ONE = f"{_ALL}/{{issuer}}"
_VIEW = staff("issuers.view", Scope.CITY)
_EDIT = staff("issuers.edit", Scope.CITY)
_ISSUER = {"issuer": IssuerId}


@endpoint("GET", _ALL, access=_VIEW, query=IssuerQuery, returns=Page[IssuerView])
def list_issuers(call: Call[None, IssuerQuery]) -> Page[IssuerView]:
    """List the issuers of the trust list by country, those no longer trusted, too."""
    return issuers.listed(call.query.country, call.query, issuer_view)


@endpoint("POST", _ALL, access=_EDIT, body=IssuerImport, returns=list[IssuerAnswer])
def import_issuers(call: Call[IssuerImport, None]) -> list[IssuerAnswer]:
    """Add issuers to the trust list, each by itself; answered one by one, in their order."""
    found = issuers.add_all(call.body.issuers, call.staff.id, call.body.reason.strip(), call.now)
    return [issuer_answer(each, call.language) for each in found]


@endpoint("GET", _ONE, access=_VIEW, params=_ISSUER, returns=IssuerDetails)
def show_issuer(call: Call[None, None]) -> IssuerDetails:
    """Show an issuer with its keys."""
    return issuer_details(issuers.find(call.path["issuer"]))


@endpoint("PUT", _ONE, access=_EDIT, params=_ISSUER, body=IssuerEdit)
def edit_issuer(call: Call[IssuerEdit, None]) -> None:
    """Change an issuer's names, country, time or key set."""
    issuers.edit(call.path["issuer"], call.body, call.staff.id, call.now)


@endpoint(
    "PUT",
    f"{_ONE}/trust",
    access=staff("issuers.withdraw", Scope.CITY),
    params=_ISSUER,
    body=TrustEdit,
)
def decide_trust(call: Call[TrustEdit, None]) -> None:
    """Withdraw trust in an issuer at once, or restore it; certificates that were accepted before show it."""
    reason = call.body.reason.strip()
    issuers.decide(call.path["issuer"], call.staff.id, reason, call.now, trusted=call.body.trusted)
