"""Examples of health codes, for those who show them, the public, and staff."""

from tests import health
from tests.examples.example import Example, Examples
from tests.world import World

_WHY = {"reason": "流行病学调查"}


def _li(world: World) -> dict[str, str]:
    return {"person": world.li.person}


def _elder(world: World) -> dict[str, str]:
    return {"person": world.health.elder}


def _asking(world: World) -> dict[str, str]:
    return {**_elder(world), "account": world.zhang.account}


def _appeal(world: World) -> dict[str, str]:
    return {**_elder(world), "fact": world.health.appealed}


def _proposal(world: World) -> dict[str, str]:
    return {"proposal": world.health.proposal}


def _search(world: World) -> dict[str, str]:
    document = world.li.document
    return {
        "document_type": document["document_type"],
        "document_number": document["number"],
        "region": "futian",
        **_WHY,
    }


EXAMPLES: Examples = {
    "show_code": lambda _: Example(),
    "renew_code": lambda world: Example(params=_li(world)),
    "declare_myself": lambda world: Example(body=world.health.form(world.li, symptoms=["DRY_COUGH"])),
    "declare_other": lambda world: Example(body=world.health.form()),
    "list_my_people": lambda world: Example(by=world.zhao),
    "show_person": lambda world: Example(params=_li(world)),
    "check_in": lambda world: Example(
        by=world.zhang, params={"person": world.zhang.person}, body=health.check_in(remark="一切正常")
    ),
    "verify_code": lambda world: Example(body={"token": world.health.token(world.li)}),
    "show_colour_rules": lambda _: Example(),
    "show_health_counts": lambda _: Example(query={"day": "2022-07-13"}),
    "list_my_facts": lambda world: Example(params=_li(world), query={"limit": "3"}),
    "list_my_looks": lambda world: Example(params=_li(world)),
    "list_keepers": lambda world: Example(by=world.zhao, params=_elder(world)),
    "answer_asking": lambda world: Example(by=world.zhao, params=_asking(world), body={"admitted": True}),
    "dismiss_keeper": lambda world: Example(
        by=world.zhao, params={**_elder(world), "account": world.zhao.account}
    ),
    "list_my_appeals": lambda world: Example(by=world.zhao, params=_elder(world)),
    "file_appeal": lambda world: Example(
        params=_li(world), body={"fact": world.health.fever, "words": "体温计坏了"}
    ),
    "look_up_health": lambda world: Example(body=_search(world)),
    "look_at_health": lambda world: Example(params=_li(world), body=_WHY),
    "propose_fact": lambda world: Example(params=_li(world), body=health.proposal("ISOLATED")),
    "list_proposals": lambda _: Example(),
    "decide_proposal": lambda world: Example(
        params=_proposal(world), body={"approved": True, "reason": "核对了报告"}
    ),
    "retract_proposal": lambda world: Example(params=_proposal(world)),
    "list_appeals": lambda _: Example(),
    "show_appeal": lambda world: Example(params=_appeal(world)),
    "decide_appeal": lambda world: Example(
        params=_appeal(world), body={"upheld": True, "answer": "已与门诊核实"}
    ),
    "list_askings": lambda _: Example(),
    "decide_asking": lambda world: Example(
        params=_asking(world), body={"admitted": True, "reason": "看过身份证"}
    ),
    "list_rules_versions": lambda _: Example(),
    "draft_rules": lambda world: Example(body=world.health.rules()),
    "preview_rules": lambda world: Example(params={"version": world.health.draft}),
    "approve_rules": lambda world: Example(
        params={"version": world.health.draft}, body={"since": "2022-07-14"}
    ),
    "reject_rules": lambda world: Example(params={"version": world.health.draft}),
    "list_alarms": lambda _: Example(),
    "acknowledge_alarm": lambda world: Example(
        params={"alarm": world.health.alarm}, body={"note": "流感季节"}
    ),
}
