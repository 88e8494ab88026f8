"""Deployment settings: read once from the environment, typed, nowhere else.

What staff may change while the system runs is a policy (`layers.policy`), not a setting.
"""

import os
from dataclasses import dataclass
from functools import cache

DRAND_RELAYS = "https://api.drand.sh https://api2.drand.sh https://drand.cloudflare.com"
"""Public relays of the randomness beacon, with spaces between."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Names and addresses that differ between deployments. Every field is listed in docs/operations.md."""

    stage: str
    region: str
    table_prefix: str
    dynamodb_endpoint: str | None
    aws_endpoint: str | None
    kms_key: str
    queue_url: str
    dead_letter_url: str
    bucket: str
    mail_sender: str
    public_address: str
    drand_relays: tuple[str, ...]
    edge_secrets: tuple[str, ...]


@cache
def settings() -> Settings:
    """Return this process's settings; `settings.cache_clear()` makes the next call read them anew."""
    env = os.environ.get
    return Settings(
        stage=env("WAYSTATION_STAGE", "dev"),
        region=env("AWS_REGION", "ap-southeast-1"),
        table_prefix=env("WAYSTATION_TABLE_PREFIX", "waystation-dev-"),
        dynamodb_endpoint=env("WAYSTATION_DYNAMODB_ENDPOINT"),
        aws_endpoint=env("WAYSTATION_AWS_ENDPOINT"),
        kms_key=env("WAYSTATION_KMS_KEY", "alias/waystation-dev"),
        queue_url=env("WAYSTATION_QUEUE_URL", ""),
        dead_letter_url=env("WAYSTATION_DEAD_LETTER_URL", ""),
        bucket=env("WAYSTATION_BUCKET", "waystation-dev-objects"),
        mail_sender=env("WAYSTATION_MAIL_SENDER", "szhkhotel@163.com"),
        public_address=env("WAYSTATION_PUBLIC_ADDRESS", "http://127.0.0.1:8000"),
        drand_relays=tuple(env("WAYSTATION_DRAND_RELAYS", DRAND_RELAYS).split()),
        edge_secrets=tuple(env("WAYSTATION_EDGE_SECRETS", "").split()),
    )
