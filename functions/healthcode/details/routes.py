"""What stands behind a code, over HTTP (H14)."""

from chalice.app import Blueprint

from functions.healthcode.details import details
from functions.healthcode.details.schemas import DetailsView
from functions.healthcode.details.views import details_view
from functions.healthcode.schemas import PersonId
from layers.call import Call
from layers.endpoint import declare
from layers.principals import RESIDENT

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "health code")


@endpoint(
    "GET",
    "/v1/me/health/people/{person}/details",
    access=RESIDENT,
    params={"person": PersonId},
    returns=DetailsView,
)
def show_health_details(call: Call[None, None]) -> DetailsView:
    """Show a person's vaccinations, results and certificates from abroad; a part that fails is named."""
    return details_view(details.behind(call.resident.account, call.path["person"]), call.language)
