"""Examples of the exchange with another region."""

from tests import regions
from tests.examples.example import Example, Examples
from tests.world import World

_BECAUSE = {"reason": "by agreement"}
_MACAU = {"partner": "macau"}


def _wang(world: World) -> dict[str, str]:
    return {"person": world.wang.person}


def _their_key(world: World) -> dict[str, str]:
    return {**_MACAU, "key": world.exchange.macau.signing.id}


EXAMPLES: Examples = {
    "show_exchange_region": lambda _: Example(),
    "show_exchange_keys": lambda _: Example(),
    "list_exchange_partners": lambda _: Example(),
    "preview_arrival": lambda world: Example(body={"token": world.exchange.token()}),
    "list_exchange_choices": lambda world: Example(by=world.wang, params=_wang(world)),
    "hand_over_code": lambda world: Example(by=world.wang, params=_wang(world), body=world.exchange.form()),
    "list_hand_overs": lambda world: Example(by=world.wang),
    "withdraw_hand_over": lambda world: Example(
        by=world.wang, params={"hand_over": world.exchange.hand_over}
    ),
    "arrive": lambda world: Example(by=world.exchange.comer, body=world.exchange.child()),
    "list_arrivals": lambda world: Example(by=world.exchange.comer),
    "withdraw_arrival": lambda world: Example(
        by=world.exchange.comer, params={"arrival": world.exchange.arrival}
    ),
    "list_partners": lambda _: Example(),
    "add_partner": lambda _: Example(
        body={
            "partner": "hongkong",
            "issuer": "https://health.hongkong.example",
            "terms": regions.terms(),
            **_BECAUSE,
        }
    ),
    "edit_partner": lambda _: Example(
        params=_MACAU, body={"terms": regions.terms(), "revision": 2, **_BECAUSE}
    ),
    "switch_partner": lambda _: Example(params=_MACAU, body={"on": False, **_BECAUSE}),
    "paste_partner_keys": lambda world: Example(
        params=_MACAU, body={"keys": world.exchange.macau.keys(), **_BECAUSE}
    ),
    "fetch_partner_keys": lambda world: Example(params={"partner": world.exchange.published()}),
    "withdraw_partner_key": lambda world: Example(params=_their_key(world), body=_BECAUSE),
    "list_exchange_keys": lambda _: Example(),
    "renew_exchange_key": lambda _: Example(body={"use": "sig", **_BECAUSE}),
    "withdraw_exchange_key": lambda _: Example(params={"key": regions.our_key()["kid"]}, body=_BECAUSE),
    "list_refused_attempts": lambda _: Example(query={"day": "2022-07-13"}),
}
