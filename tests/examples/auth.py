"""Examples of residents' identity, for themselves and for staff."""

from typing import Any

from layers import passwords
from tests import factories
from tests.examples.example import Example, Examples
from tests.factories import PASSWORD
from tests.world import World

_NEW = {"new_password": "another 2022", "confirmation": "another 2022"}
_WHY = {"reason": "verification"}


def _solved(world: World, **form: Any) -> dict[str, Any]:
    return {**form, "captcha": world.captcha()}


def _known(world: World) -> dict[str, str]:
    return {key: world.li.document[key] for key in ("document_type", "number")}


def _proven(world: World) -> dict[str, Any]:
    mobile = factories.mobile()
    return {"mobile": mobile, "code": world.code(mobile)}


def _case(world: World) -> dict[str, str]:
    return {"account": world.zhao.account, "member": world.pending}


def _old_account() -> dict[str, str]:
    document = {"nationality": "CN", "document_type": "MAINLAND_PERMIT_HK_MO", "number": "HZ87654321"}
    return {**document, "password_hash": passwords.hashed(PASSWORD), "name": "吴旧友"}


EXAMPLES: Examples = {
    "ask_captcha": lambda _: Example(),
    "listen_to_captcha": lambda world: Example(params={"captcha": world.captcha()["id"]}),
    "show_service_desk": lambda _: Example(),
    "list_document_types": lambda _: Example(query={"nationality": "HK"}),
    "register": lambda world: Example(body=factories.registration(world.nobody)),
    "sign_in": lambda world: Example(body=_solved(world, **_known(world), password=PASSWORD)),
    "send_code": lambda world: Example(body=_solved(world, mobile=factories.mobile())),
    "sign_in_by_phone": lambda world: Example(body=_proven(world)),
    "renew_session": lambda world: Example(body={"token": world.signed_in(world.li).token}),
    "sign_out": lambda _: Example(),
    "ask_for_reset": lambda world: Example(
        body=_solved(world, **_known(world), contact="13812341234", message="忘记密码了")
    ),
    "set_password_by_link": lambda world: Example(body={"token": world.reset_link(), **_NEW}),
    "show_home": lambda _: Example(),
    "add_document": lambda world: Example(by=world.by_phone, body=_solved(world, **factories.document())),
    "correct_document": lambda world: Example(by=world.legacy, body=_solved(world, **factories.document())),
    "bind_phone": lambda world: Example(body=_proven(world)),
    "change_password": lambda _: Example(body={"current": PASSWORD, **_NEW}),
    "choose_language": lambda _: Example(body={"language": "zh-Hant"}),
    "show_profile": lambda _: Example(),
    "submit_profile": lambda world: Example(by=world.newcomer, body=factories.profile()),
    "list_cohabitants": lambda _: Example(),
    "add_cohabitant": lambda _: Example(body=factories.cohabitant()),
    "change_cohabitant": lambda world: Example(
        params={"cohabitant": world.li.cohabitants[0]}, body=factories.cohabitant(name="李小蓝")
    ),
    "remove_cohabitant": lambda world: Example(params={"cohabitant": world.li.cohabitants[0]}),
    "list_reviews": lambda _: Example(query={"region": "futian"}),
    "count_reviews": lambda _: Example(query={"region": "futian"}),
    "show_review": lambda world: Example(params=_case(world)),
    "reveal_review": lambda world: Example(params=_case(world), body=_WHY),
    "decide_review": lambda world: Example(params=_case(world), body={"revision": 1, "approve": True}),
    "list_resets": lambda _: Example(),
    "count_resets": lambda _: Example(),
    "show_reset": lambda world: Example(params={"reset": world.reset}),
    "reveal_reset": lambda world: Example(params={"reset": world.reset}, body=_WHY),
    "decide_reset": lambda world: Example(
        params={"reset": world.reset}, body={"answer": "TEMPORARY_PASSWORD", "verified": "IN_PERSON"}
    ),
    "import_legacy_accounts": lambda _: Example(body={"rows": [_old_account()]}),
}
