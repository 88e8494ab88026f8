"""Signed tokens with a purpose and an end: sessions, page cursors, slips. Readable, not forgeable.

Signed with HMAC-SHA256 by itsdangerous; every version of the purpose's key is accepted, the newest signs.
"""

import hashlib
from datetime import datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from layers import keys
from layers.keys import Purpose


class TokenInvalid(Exception):
    """Not a token of this purpose, changed, or signed with a key that is gone."""


class TokenExpired(TokenInvalid):
    """A good token whose time is over."""


def issue(purpose: Purpose, claims: dict[str, Any], expires: datetime) -> str:
    """Return a URL-safe token holding `claims` (JSON values) until `expires`."""
    return str(_serializer(purpose).dumps({**claims, "exp": int(expires.timestamp())}))


def read(purpose: Purpose, token: str, now: datetime) -> dict[str, Any]:
    """Return a token's claims; raises TokenInvalid, or TokenExpired from the second `exp` on."""
    try:
        claims = _serializer(purpose).loads(token)
    except BadData as error:
        raise TokenInvalid from error
    if not isinstance(claims, dict) or not isinstance(claims.get("exp"), int):
        raise TokenInvalid
    if now.timestamp() >= claims["exp"]:
        raise TokenExpired
    return claims


def _serializer(purpose: Purpose) -> URLSafeSerializer:
    # itsdangerous signs with the last of the keys and accepts all of them.
    secrets = sorted((key.secret for key in keys.versions(purpose)), key=keys.current(purpose).secret.__eq__)
    return URLSafeSerializer(
        secrets,
        salt=purpose.value,
        signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
    )
