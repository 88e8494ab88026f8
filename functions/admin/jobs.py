"""What the audit log needs by the clock."""

from typing import Any

from chalice.app import Blueprint, Rate

from layers import audit
from layers.jobs import job

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(5, unit=Rate.MINUTES), name="audit-seal")
@job
def seal_audit_log(event: Any) -> None:  # noqa: ARG001  Chalice hands every schedule its event
    """Seal the heads of the audit log's chains together."""
    audit.seal_heads()
