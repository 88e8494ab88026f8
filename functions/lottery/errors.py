"""What the lottery refuses, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Invalid, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchPeriod(NotFound, code="lottery.no_such_period"):
    """There is no such period (yet)."""


class NotPublished(NotFound, code="lottery.not_published"):
    """The result comes out at the time of publication, not before."""


class NotAmongWinners(NotFound, code="lottery.not_among_winners"):
    """No application with this number won; whether there is one is its owner's business."""


class WindowClosed(Conflict, code="lottery.window_closed"):
    """Applications are taken, changed and withdrawn between opening and close only."""


class NoSuchApplication(NotFound, code="lottery.no_application"):
    """The account has no application in this period."""


class AlreadyApplied(Conflict, code="lottery.already_applied"):
    """The account has an application in this period; it can be changed."""


class PersonTaken(Conflict, code="lottery.person_taken"):
    """Somebody of the household is in another application for one of the dates."""


class ApplicationChanged(Conflict, code="lottery.changed_meanwhile"):
    """The application or the household changed since it was read."""


class DateNotOffered(Invalid, code="lottery.date_not_offered"):
    """A chosen date is not in this period, or has no places."""


class UnfitForDate(Conflict, code="lottery.unfit_for_date"):
    """On a chosen date a document has expired, or the ground for sharing the room no longer holds."""


class NotEligible(Conflict, code="lottery.not_eligible"):
    """The household may not apply now; `obstacles` says what is against whom, and until when."""


class TooLateForQuotas(Conflict, code="lottery.too_late_for_quotas"):
    """Quotas are fixed once a period is open."""


class QuotasChanged(Conflict, code="lottery.quotas_changed"):
    """Somebody else set these quotas since they were read."""


class OnlyLater(Conflict, code="lottery.only_later"):
    """A step that has not happened yet can be moved to a later time, nothing else."""


class TooLateToPublish(Conflict, code="lottery.too_late_to_publish"):
    """The result has to be public before the first date that can be won is over."""


class NotWaitingForBeacon(Conflict, code="lottery.not_waiting_for_beacon"):
    """Drawing without the announced beacon round can be decided only while the draw waits for it."""


class NoSuchOffer(NotFound, code="lottery.no_offer"):
    """No standby place was offered to the account for this date."""


class OfferOver(Conflict, code="lottery.offer_over"):
    """The offer was answered before, or its time has run out."""


class DrawPending(Conflict, code="lottery.draw_pending"):
    """The household takes part in a draw that is not decided yet, and must not get two places."""
