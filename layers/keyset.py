"""The public keys of what we sign, for everybody who checks it."""

import msgspec
from chalice.app import Blueprint

from layers import signing
from layers.call import Call
from layers.endpoint import declare
from layers.keys import Purpose
from layers.principals import PUBLIC

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "keys")

_FRESH = 60
"""Seconds for which an answer may be kept: a new key signs nothing before it was published for longer."""


class Jwk(msgspec.Struct, frozen=True):
    """An Ed25519 public key as a JSON Web Key (RFC 8037); `kid` is the COSE key id, in ASCII."""

    kid: str
    x: str
    purpose: Purpose
    kty: str = "OKP"
    crv: str = "Ed25519"
    alg: str = "EdDSA"
    use: str = "sig"


class KeySet(msgspec.Struct, frozen=True):
    """A JWK set (RFC 7517)."""

    keys: list[Jwk]


@endpoint("GET", "/v1/keys", access=PUBLIC, returns=KeySet, cache=_FRESH)
def show_keys(call: Call[None, None]) -> KeySet:  # noqa: ARG001  the same for everybody
    """Show the public keys with which what we sign is checked, as a JWK set."""
    return KeySet(
        [
            Jwk(kid=key.id, x=key.x, purpose=key.purpose)
            for purpose in signing.PURPOSES
            for key in signing.public_keys(purpose)
        ]
    )
