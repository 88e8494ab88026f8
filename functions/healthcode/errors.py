"""What the health code refuses, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, Invalid, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoCode(NotFound, code="healthcode.no_code"):
    """This person has no health code, or none that the caller may know of."""


class NoSuchFact(NotFound, code="healthcode.no_such_fact"):
    """The person has no such fact."""


class NeedsSecondPerson(Forbidden, code="healthcode.needs_second_person"):
    """A fact of this kind counts only after somebody else approved it."""


class SamePerson(Forbidden, code="healthcode.same_person"):
    """Who had a part in the matter before can't decide it."""


class NotYours(Forbidden, code="healthcode.not_yours_to_state"):
    """This kind of fact can't come from this source."""


class FromTheFuture(Conflict, code="healthcode.from_the_future"):
    """The fact is dated later than now."""


class AlreadyWithdrawn(Conflict, code="healthcode.already_withdrawn"):
    """The fact was taken back before, or is itself a withdrawal."""


class AnotherDocument(Conflict, code="healthcode.another_document"):
    """The account belongs to another document; others are declared for as a proxy."""


class ProxiesFull(Conflict, code="healthcode.proxies_full"):
    """The account keeps codes for as many others as it may."""


class AlreadyCheckedIn(Conflict, code="healthcode.already_checked_in"):
    """The person has checked in today."""


class NoSuchProposal(NotFound, code="healthcode.no_such_proposal"):
    """There is no such proposal."""


class ProposalDecided(Conflict, code="healthcode.proposal_decided"):
    """The proposal was decided before."""


class NoSuchAppeal(NotFound, code="healthcode.no_such_appeal"):
    """There is no such appeal."""


class AppealDecided(Conflict, code="healthcode.appeal_decided"):
    """The appeal was decided before."""


class AppealFiled(Conflict, code="healthcode.appeal_filed"):
    """There is an appeal against this fact already."""


class NothingToAppeal(Conflict, code="healthcode.nothing_to_appeal"):
    """The fact gives no colour, or was taken back."""


class NoSuchAsking(NotFound, code="healthcode.no_such_asking"):
    """Nobody asks to keep this code, or it was answered."""


class NoSuchRules(NotFound, code="healthcode.no_such_rules"):
    """There is no such version of the colour rules."""


class RulesDecided(Conflict, code="healthcode.rules_decided"):
    """The version of the rules was approved or rejected before."""


class PreviewMissing(Conflict, code="healthcode.preview_missing"):
    """Whom the version would change has not been counted to the end yet."""


class NoSuchAlarm(NotFound, code="healthcode.no_such_alarm"):
    """There is no such alarm."""


class AlarmAcknowledged(Conflict, code="healthcode.alarm_acknowledged"):
    """Somebody acknowledged the alarm before."""


class CodeInvalid(Invalid, code="healthcode.code_invalid"):
    """What was scanned is no health code of ours."""


class CodeExpired(Invalid, code="healthcode.code_expired"):
    """The code shown is too old: a screenshot, or a page that was not refreshed."""


class CodeRevoked(Invalid, code="healthcode.code_revoked"):
    """The code was replaced by another one."""
