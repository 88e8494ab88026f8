"""The personal centre's menu (个人中心): which entries work now, and why the others don't."""

from dataclasses import dataclass
from enum import StrEnum


class Entry(StrEnum):
    """Menu entries, in their order."""

    PROFILE = "PROFILE"  # 填报个人信息
    DRAWS = "DRAWS"  # 摇号记录
    STANDBY = "STANDBY"  # 候补
    BOOKINGS = "BOOKINGS"  # 预约信息
    COHABITANTS = "COHABITANTS"  # 同住人管理
    NO_SHOWS = "NO_SHOWS"  # 爽约次数
    SLIP = "SLIP"  # 预约确认单
    APPLY = "APPLY"  # 预约申报
    ENTRY_TODAY = "ENTRY_TODAY"  # 今日入境
    RESULTS = "RESULTS"  # 摇号结果公示


class MenuReason(StrEnum):
    """Why an entry doesn't work now."""

    CORRECTION_NEEDED = "CORRECTION_NEEDED"
    DOCUMENT_NEEDED = "DOCUMENT_NEEDED"
    PROFILE_MISSING = "PROFILE_MISSING"
    NOT_APPROVED = "NOT_APPROVED"
    FROZEN = "FROZEN"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the menu depends on."""

    needs_correction: bool
    has_document: bool
    has_profile: bool
    approved: bool
    frozen: bool


def menu(standing: Standing) -> dict[Entry, MenuReason | None]:
    """Return every entry with the reason why it doesn't work, None where it does."""
    reasons = {
        Entry.PROFILE: _of_account(standing),
        Entry.COHABITANTS: _of_account(standing) or _of_cohabitants(standing),
        Entry.APPLY: _of_account(standing) or _of_application(standing),
    }
    return {entry: reasons.get(entry) for entry in Entry}


def _of_account(standing: Standing) -> MenuReason | None:
    if standing.needs_correction:
        return MenuReason.CORRECTION_NEEDED
    return None if standing.has_document else MenuReason.DOCUMENT_NEEDED


def _of_cohabitants(standing: Standing) -> MenuReason | None:
    if not standing.has_profile:
        return MenuReason.PROFILE_MISSING
    return MenuReason.FROZEN if standing.frozen else None


def _of_application(standing: Standing) -> MenuReason | None:
    if not standing.has_profile:
        return MenuReason.PROFILE_MISSING
    return None if standing.approved else MenuReason.NOT_APPROVED
