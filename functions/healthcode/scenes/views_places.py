"""Places and who works there as answers."""

from functions.healthcode.scenes import places, store_places
from functions.healthcode.scenes.kinds import CheckpointKind, PlaceKind, PlaceState, Role
from functions.healthcode.scenes.places import AtPlace
from functions.healthcode.scenes.schemas_places import MyPlace, StaffPlace, WorkerView
from functions.healthcode.scenes.tables import Place, Worker
from layers import clock, masks


def my_place(found: AtPlace) -> MyPlace:
    """Return a place to who works there or is invited to."""
    item = found.place
    return MyPlace(
        place=store_places.identifier(item),
        kind=PlaceKind(item.kind),
        gate=gate_kind(item),
        name=item.name,
        region=item.region,
        address=item.address,
        state=PlaceState(item.state),
        reason=item.reason,
        role=found.role,
    )


def worker_view(item: Worker) -> WorkerView:
    """Return who works at a place to its keeper."""
    return WorkerView(
        worker=store_places.worker_id(item),
        role=Role(item.role),
        phone=masks.phone(store_places.phone_of(item)),
        accepted=item.account is not None,
        invited_at=clock.from_iso(item.invited_at),
    )


def staff_place(item: Place) -> StaffPlace:
    """Return a place to staff."""
    return StaffPlace(
        place=store_places.identifier(item),
        kind=PlaceKind(item.kind),
        gate=gate_kind(item),
        name=item.name,
        region=item.region,
        address=item.address,
        contact=masks.name(places.contact_of(item)),
        state=PlaceState(item.state),
        reason=item.reason,
        enrolled_at=clock.from_iso(item.enrolled_at),
    )


def gate_kind(item: Place) -> CheckpointKind | None:
    """Return what a checkpoint guards, None for other places."""
    return CheckpointKind(item.gate) if item.gate else None
