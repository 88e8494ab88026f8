"""The matrix of menus and buttons (角色管理), and the roles that set-up creates from it."""

from collections.abc import Mapping
from dataclasses import dataclass

MENUS: Mapping[str, tuple[str, ...]] = {
    "staff": ("view", "edit", "delete", "status", "reset", "authorise", "move"),
    "roles": ("view", "edit", "delete"),
    "regions": ("view", "edit", "delete", "status", "move"),
    "policies": ("view", "edit"),
    "audit": ("view",),
    "outbox": ("view", "replay"),
    "personal": ("reveal",),
    "reviews": ("view", "decide"),
    "resets": ("view", "decide"),
    "legacy": ("import",),
    "periods": ("view", "quota", "postpone", "beacon"),
    "bookings": ("view", "arrive", "standing", "excuse", "lift"),
    "sites": ("view", "edit", "delete", "status"),
    "vaccines": ("view", "edit"),
    "sessions": ("view", "edit", "delete", "status", "import"),
    "groups": ("view", "edit", "status", "renew"),
    "records": ("view", "edit", "cancel", "checkin", "vaccinated", "grid", "import", "export"),
    "onsite": ("view", "checkin", "inject", "vaccinated", "walkin", "undo", "authorise"),
    "certificates": ("view", "issue", "correct", "revoke"),
    "statistics": ("view", "export", "rebuild"),
    "notices": ("view", "edit", "delete", "send", "decide"),
    "holders": ("view",),
    "facts": ("view", "propose", "decide"),
    "appeals": ("decide",),
    "askings": ("decide",),
    "colours": ("view", "edit", "decide"),
    "alarms": ("view", "acknowledge"),
    "organisations": ("view", "decide"),
    "clues": ("view", "handle"),
    "dashboard": ("view",),
    "exchange": ("view", "edit", "status", "keys"),
    "places": ("view", "decide"),
    "tracing": ("view", "follow", "contact"),
    "issuers": ("view", "edit", "withdraw"),
}
"""Buttons by menu, in the order in which the console shows them; a permission is `menu.button`."""

ADMINISTRATOR = "administrator"
"""The role that always grants everything, and can be neither changed nor removed."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A role that set-up creates where it is missing: names by language, permissions."""

    id: str
    names: Mapping[str, str]
    permissions: frozenset[str]


def _role(identifier: str, hans: str, hant: str, english: str, permissions: str) -> BuiltIn:
    names = {"zh-Hans": hans, "zh-Hant": hant, "en": english}
    return BuiltIn(identifier, names, frozenset(permissions.split()))


BUILT_IN = (
    _role(ADMINISTRATOR, "系统管理员", "系統管理員", "Administrator", ""),
    _role(
        "reviewer",
        "审核员",
        "審核員",
        "Reviewer",
        "reviews.view reviews.decide resets.view resets.decide personal.reveal",
    ),
    _role(
        "lottery-operator",
        "摇号管理员",
        "搖號管理員",
        "Lottery operator",
        "periods.view periods.quota periods.postpone periods.beacon "
        "bookings.view bookings.standing bookings.excuse bookings.lift",
    ),
    _role(
        "port-officer",
        "口岸人员",
        "口岸人員",
        "Port officer",
        "bookings.view bookings.arrive",
    ),
    _role(
        "vaccine-administrator",
        "疫苗预约管理员",
        "疫苗預約管理員",
        "Vaccination administrator",
        "regions.view staff.view sites.view sites.edit sites.delete sites.status vaccines.view sessions.view "
        "sessions.edit sessions.delete sessions.status sessions.import groups.view groups.edit "
        "groups.status groups.renew records.view records.edit records.cancel records.checkin "
        "records.vaccinated records.grid records.import records.export onsite.authorise certificates.view "
        "certificates.issue certificates.correct certificates.revoke statistics.view statistics.export "
        "notices.view notices.send notices.decide",
    ),
    _role(
        "site-greeter",
        "入口登记员",
        "入口登記員",
        "Vaccination site greeter",
        "onsite.view onsite.checkin onsite.walkin",
    ),
    _role("site-vaccinator", "接种员", "接種員", "Vaccinator", "onsite.view onsite.inject"),
    _role(
        "site-observer",
        "留观员",
        "留觀員",
        "Observation area worker",
        "onsite.view onsite.vaccinated onsite.undo",
    ),
    _role(
        "site-worker",
        "核销人员",
        "核銷人員",
        "Vaccination site worker",
        "onsite.view onsite.checkin onsite.inject onsite.vaccinated onsite.walkin onsite.undo",
    ),
    _role(
        "health-officer",
        "疾控人员",
        "疾控人員",
        "Disease control officer",
        "holders.view facts.view facts.propose facts.decide appeals.decide askings.decide "
        "places.view places.decide tracing.view tracing.follow tracing.contact "
        "organisations.view organisations.decide clues.view clues.handle dashboard.view",
    ),
    _role(
        "community-worker",
        "社区网格员",
        "社區網格員",
        "Community worker",
        "tracing.view tracing.follow tracing.contact clues.view clues.handle",
    ),
    _role(
        "health-planner",
        "健康码管理员",
        "健康碼管理員",
        "Health code planner",
        "colours.view colours.edit colours.decide alarms.view alarms.acknowledge dashboard.view "
        "issuers.view issuers.edit issuers.withdraw",
    ),
    _role(
        "auditor",
        "审计员",
        "審計員",
        "Auditor",
        "audit.view policies.view outbox.view staff.view roles.view regions.view periods.view bookings.view",
    ),
)
