"""Examples of certificates from abroad, and of the trust list."""

from tests import abroad
from tests.abroad import Ministry
from tests.examples.example import Example, Examples
from tests.world import World

_NAMES = {"zh-Hans": "奥地利卫生部", "zh-Hant": "奧地利衞生部", "en": "Ministry of Health, Austria"}
_EDIT = {"version": 1, "country": "AT", "names": _NAMES, "reason": "更正名称"}


def _li(world: World) -> dict[str, str]:
    return {"person": world.li.person}


def _issuer(world: World) -> dict[str, str]:
    return {"issuer": world.abroad.issuer}


EXAMPLES: Examples = {
    "submit_foreign_certificate": lambda world: Example(
        params=_li(world), body=world.abroad.form(abroad.sample())
    ),
    "list_foreign_certificates": lambda world: Example(params=_li(world)),
    "withdraw_foreign_certificate": lambda world: Example(
        params={**_li(world), "certificate": world.abroad.certificate}
    ),
    "list_issuers": lambda _: Example(),
    "import_issuers": lambda _: Example(
        body={"issuers": [abroad.of_ministry(Ministry(), names=_NAMES)], "reason": "双边协议"}
    ),
    "show_issuer": lambda world: Example(params=_issuer(world)),
    "edit_issuer": lambda world: Example(params=_issuer(world), body=_EDIT),
    "decide_trust": lambda world: Example(
        params=_issuer(world), body={"trusted": False, "reason": "密钥被盗"}
    ),
}
