"""What places of the health code are refused, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, Invalid, NotFound, TooMany

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchPlace(NotFound, code="scenes.no_such_place"):
    """There is no such place, or the account doesn't work there (any more)."""


class PlaceNotApproved(Forbidden, code="scenes.place_not_approved"):
    """Staff have not admitted the place, or suspended it."""


class NotThisKind(Forbidden, code="scenes.not_this_kind"):
    """A place of this kind doesn't do that."""


class NeedsPhone(Forbidden, code="scenes.needs_phone"):
    """Only an account that signs in by phone can enrol a place or work at one."""


class NotKeeper(Forbidden, code="scenes.not_keeper"):
    """Only who enrolled the place may do that."""


class PlaceChanged(Conflict, code="scenes.place_changed"):
    """The place is in another state than it was read in, or can't come into this one."""


class NoSuchWorker(NotFound, code="scenes.no_such_worker"):
    """Nobody of this id works at the place or was invited."""


class AlreadyThere(Conflict, code="scenes.already_there"):
    """The account works at the place, or its phone was invited, already."""


class KeeperStays(Conflict, code="scenes.keeper_stays"):
    """Who enrolled the place can't be removed from it."""


class LookupsUsedUp(TooMany, code="scenes.lookups_used_up"):
    """The worker looked up as many people this hour as one may."""


class VisitOver(Invalid, code="scenes.visit_over"):
    """The look was too long ago, or at another place; the code has to be scanned again."""


class NotAtWorkThen(Forbidden, code="scenes.not_at_work_then"):
    """Who uploads it did not work at the place any more when it happened."""


class TooLongAgo(Invalid, code="scenes.too_long_ago"):
    """It happened longer ago than may be uploaded."""


class NoSuchStay(NotFound, code="scenes.no_such_stay"):
    """Nobody is, or was, under observation here by this id."""


class StayOver(Conflict, code="scenes.stay_over"):
    """The observation has ended."""


class DayNotOfStay(NotFound, code="scenes.day_not_of_stay"):
    """The day lies before the observation or in the future."""


class DayRecorded(Conflict, code="scenes.day_recorded"):
    """The day's course was recorded before."""


class NoKey(NotFound, code="scenes.no_key"):
    """The laboratory has no key, or not this one."""


class UnreadableSheet(Invalid, code="scenes.unreadable_sheet"):
    """The file can't be read as an Excel file with the columns asked for."""


class BadDocument(Invalid, code="scenes.bad_document"):
    """The number is none of a document of this kind."""


class NoSuchTask(NotFound, code="scenes.no_such_task"):
    """There is no such tracing task."""


class TaskClosed(Conflict, code="scenes.task_closed"):
    """The tracing task was closed before."""


class TaskTaken(Conflict, code="scenes.task_taken"):
    """Somebody else took the task on, or it changed meanwhile."""
