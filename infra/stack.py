"""The stack's template, to be merged into the one that Chalice makes of the application."""

from typing import Any

from infra import alarms, dashboard, data, functions
from infra.cloudformation import Resource, attribute, ref, resource
from infra.stages import PARAMETERS, Stage


def template(stage: Stage) -> dict[str, Any]:
    """Return everything of a stage that is not the functions, and what completes those."""
    return {
        "Description": f"Waystation, {stage.name}",
        "Parameters": PARAMETERS,
        "Globals": functions.surroundings(stage),
        "Resources": {
            **data.resources(stage),
            **functions.overrides(stage),
            **alarms.resources(stage),
            **dashboard.resources(stage),
            "MailIdentity": _identity(),
        },
        "Outputs": {
            "ApiStage": {"Value": stage.name},
            "ObjectsName": {"Value": ref("Objects")},
            "ObjectsHost": {"Value": attribute("RegionalDomainName", "Objects")},
            "OutboxUrl": {"Value": ref("Outbox")},
            "DeadLettersUrl": {"Value": ref("DeadLetters")},
            "DataKeyId": {"Value": ref("DataKey")},
        },
    }


def _identity() -> Resource:
    return resource("SES::EmailIdentity", EmailIdentity=ref("MailSender"))
