"""The region tree over HTTP (网格管理)."""

from chalice.app import Blueprint

from functions.admin import regions, views
from functions.admin.schemas import (
    CreatedId,
    NamedRegion,
    NewRegion,
    RegionEdit,
    RegionId,
    RegionMove,
    RegionName,
    RegionState,
    RegionView,
    Within,
)
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, STAFF, Scope, staff

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "regions")

_REGION = {"region": RegionId}


@endpoint("GET", "/v1/regions", access=PUBLIC, query=Within, returns=list[RegionName], cache=60)
def list_open_regions(call: Call[None, Within]) -> list[RegionName]:
    """List what can be chosen below a region: districts as destinations (最终目的地), streets, grids."""
    return [views.region_name(each) for each in regions.open_below(call.query.within)]


@endpoint("GET", "/v1/staff/region-names", access=STAFF, returns=list[NamedRegion])
def list_region_names(call: Call[None, None]) -> list[NamedRegion]:
    """List the caller's region and all below it by name; a few seconds old."""
    return [views.named_region(each) for each in regions.within(call.staff.region)]


@endpoint(
    "GET",
    "/v1/staff/regions",
    access=staff("regions.view", Scope.REGION),
    returns=list[RegionView],
)
def list_regions(call: Call[None, None]) -> list[RegionView]:
    """List the caller's region and all below it, each parent before its children."""
    return [views.region(each) for each in regions.listed(call.staff)]


@endpoint(
    "POST",
    "/v1/staff/regions",
    access=staff("regions.edit", Scope.REGION),
    body=NewRegion,
    returns=CreatedId,
    success=201,
    idempotent=True,
)
def create_region(call: Call[NewRegion, None]) -> CreatedId:
    """Create a region below another (新增)."""
    return CreatedId(regions.create(call.staff, call.body))


@endpoint(
    "PUT",
    "/v1/staff/regions/{region}",
    access=staff("regions.edit", Scope.REGION),
    params=_REGION,
    body=RegionEdit,
)
def edit_region(call: Call[RegionEdit, None]) -> None:
    """Change a region's names, order and population (编辑)."""
    regions.edit(call.staff, call.path["region"], call.body)


@endpoint(
    "PUT",
    "/v1/staff/regions/{region}/state",
    access=staff("regions.status", Scope.REGION),
    params=_REGION,
    body=RegionState,
)
def set_region_state(call: Call[RegionState, None]) -> None:
    """Enable or disable a region (状态)."""
    regions.enable(call.staff, call.path["region"], enabled=call.body.enabled)


@endpoint(
    "PUT",
    "/v1/staff/regions/{region}/parent",
    access=staff("regions.move", Scope.REGION),
    params=_REGION,
    body=RegionMove,
)
def move_region(call: Call[RegionMove, None]) -> None:
    """Put a region with all below it under another parent (移动)."""
    regions.move(call.staff, call.path["region"], call.body.parent)


@endpoint(
    "DELETE",
    "/v1/staff/regions/{region}",
    access=staff("regions.delete", Scope.REGION),
    params=_REGION,
)
def delete_region(call: Call[None, None]) -> None:
    """Delete a region in which nothing stands (删除)."""
    regions.delete(call.staff, call.path["region"])
