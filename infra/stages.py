"""The deployments there are, how they differ, and what whoever deploys one has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from layers.settings import DRAND_RELAYS


@dataclass(frozen=True, slots=True)
class Stage:
    """A deployment. `keeps`: its data outlives its stack, and can't be deleted by accident."""

    name: str
    keeps: bool
    log_days: int
    requests_a_second: int
    burst: int
    senders: int

    @property
    def prefix(self) -> str:
        """What the names of everything that belongs to the deployment begin with."""
        return f"waystation-{self.name}"


STAGES: Mapping[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage("dev", keeps=False, log_days=14, requests_a_second=200, burst=400, senders=2),
        Stage("prod", keeps=True, log_days=400, requests_a_second=10_000, burst=5_000, senders=20),
    )
}
"""By name. `senders` is how many batches of messages are sent at once: SNS and SES have limits too."""

PARAMETERS: Mapping[str, dict[str, Any]] = {
    "AlarmMail": {
        "Type": "String",
        "AllowedPattern": r"[^@\s]+@[^@\s]+",
        "Description": "who is told of alarms",
    },
    "MailSender": {
        "Type": "String",
        "AllowedPattern": r"[^@\s]+@[^@\s]+",
        "Description": "From of every mail; becomes an identity of SES, which asks its owner to confirm it",
    },
    "PublicAddress": {
        "Type": "String",
        "AllowedPattern": "https?://[^/]+",
        "Description": "where people find the site, as in https://example.org; in links and OpenAPI",
    },
    "EdgeSecret": {
        "Type": "String",
        "NoEcho": True,
        "MinLength": 32,
        "Description": "what CloudFront proves itself with; during a rotation the new and the old one",
    },
    "DrandRelays": {
        "Type": "String",
        "Default": DRAND_RELAYS,
        "Description": "addresses of drand relays, with spaces between",
    },
}
"""Parameters of the stack, each with its row in docs/operations.md."""
