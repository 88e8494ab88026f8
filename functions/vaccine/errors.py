"""What vaccine appointments refuse, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchVaccine(NotFound, code="vaccine.no_such_vaccine"):
    """There is no vaccine with this id."""


class VaccineTaken(Conflict, code="vaccine.vaccine_taken"):
    """Another vaccine has this id or number."""


class NoSuchStreet(NotFound, code="vaccine.no_such_street"):
    """There is no such street, or it is not in service."""


class NoSuchSite(NotFound, code="vaccine.no_such_site"):
    """The street has no such site."""


class SiteDisabled(Conflict, code="vaccine.site_disabled"):
    """The site is out of service."""


class SiteInUse(Conflict, code="vaccine.site_in_use"):
    """Sessions were held or will be held at the site; it can only be disabled."""


class NoSuchSession(NotFound, code="vaccine.no_such_session"):
    """There is no such session, or none that the caller may know of."""


class SessionExists(Conflict, code="vaccine.session_exists"):
    """The site has this session already: same kind, vaccine, group, day and times."""


class SessionOver(Conflict, code="vaccine.session_over"):
    """The session has ended."""


class SessionInUse(Conflict, code="vaccine.session_in_use"):
    """Somebody is booked for the session or holds a place of it."""


class SessionChanged(Conflict, code="vaccine.session_changed"):
    """Somebody else changed the session since it was read."""


class QuotaTooLow(Conflict, code="vaccine.quota_too_low"):
    """More places are booked, held or promised; `least` says how many."""


class SessionClosed(Conflict, code="vaccine.session_closed"):
    """The session can't be booked now: not open yet, out of service, or ended."""


class SessionFull(Conflict, code="vaccine.session_full"):
    """No place of the session was free."""


class HoldGone(Conflict, code="vaccine.hold_gone"):
    """The held place was used, given back, or its time is over."""


class NotBookable(Conflict, code="vaccine.not_bookable"):
    """This number can't be booked for this dose on this day; whoever has no account is not told why."""


class NotDue(Conflict, code="vaccine.not_due"):
    """The person has the dose or an appointment, or lacks the dose before; `reason` says which, to staff."""


class WrongAge(Conflict, code="vaccine.wrong_age"):
    """The vaccine is not for people of this age on the day of the session."""


class Contraindicated(Conflict, code="vaccine.contraindicated"):
    """A question about contraindications was answered with yes."""


class NoSuchAppointment(NotFound, code="vaccine.no_such_appointment"):
    """Number and look-up code don't belong together; whether there is an appointment is not said."""


class NotCancellable(Conflict, code="vaccine.not_cancellable"):
    """The appointment was cancelled before, or the person has come."""


class NotChangeable(Conflict, code="vaccine.not_changeable"):
    """Details can be changed after cancelling, and until the first dose was given."""


class NoSuchRecord(NotFound, code="vaccine.no_such_record"):
    """There is no such record."""


class NotBooked(Conflict, code="vaccine.not_booked"):
    """The record was cancelled."""


class WrongPhase(Conflict, code="vaccine.wrong_phase"):
    """The person has not come so far, or has come farther already."""


class LaterDose(Conflict, code="vaccine.later_dose"):
    """A later dose is booked or given; it has to be cancelled or undone first."""


class DoseTaken(Conflict, code="vaccine.dose_taken"):
    """The person has an appointment for this dose of the vaccine, or was given it."""


class NoSuchGroup(NotFound, code="vaccine.no_such_group"):
    """The street has no such group."""


class NoSuchAddress(NotFound, code="vaccine.no_such_address"):
    """No group has this address now; whether one had it is not said."""


class NotYourSite(Forbidden, code="vaccine.not_your_site"):
    """The staff account is not bound to the site."""


class NotAtThisSite(NotFound, code="vaccine.not_at_this_site"):
    """Nobody is booked like that at this site today; of other sites and days nothing is said."""


class EndingTooShort(Conflict, code="vaccine.ending_too_short"):
    """Several people's identity numbers end like that; the last six characters are needed."""


class NotTheTime(Conflict, code="vaccine.not_the_time"):
    """The entrance is open around the booked time only; `opens` and `closes` say when."""


class StillObserved(Conflict, code="vaccine.still_observed"):
    """The person has to stay in the observation area; `until` says how long."""


class NotFull(Conflict, code="vaccine.not_full"):
    """The session has free places, which can be booked at once."""


class ListFull(Conflict, code="vaccine.list_full"):
    """So many wait for the session already that more would wait in vain."""


class NoSuchParty(NotFound, code="vaccine.no_such_party"):
    """Nobody waits under this number and code; whether somebody did is not said."""


class NotGiven(Conflict, code="vaccine.not_given"):
    """A certificate is for a dose that was given."""


class NoSuchCertificate(NotFound, code="vaccine.no_such_certificate"):
    """There is no such certificate, or none that the caller may know of."""


class AlreadyRevoked(Conflict, code="vaccine.already_revoked"):
    """The certificate was revoked or replaced before."""


class NoSuchTask(NotFound, code="vaccine.no_such_task"):
    """There is no such import, export or rebuild, or its file is gone."""


class TaskMovedOn(Conflict, code="vaccine.task_moved_on"):
    """The file is being read already, or was."""


class UploadIncomplete(Conflict, code="vaccine.upload_incomplete"):
    """Parts of the file are missing."""


class NoSuchRegion(NotFound, code="vaccine.no_such_region"):
    """There is no such region."""


class DistrictOnly(Forbidden, code="vaccine.district_only"):
    """A dose was given: only staff of the district or above may still correct the details."""


class RecordChanged(Conflict, code="vaccine.record_changed"):
    """Somebody else changed the record since it was read."""


class NotAGrid(Conflict, code="vaccine.not_a_grid"):
    """The street has no such grid in use."""


class NoSuchNotice(NotFound, code="vaccine.no_such_notice"):
    """There is no such notice."""


class NoSuchText(NotFound, code="vaccine.no_such_text"):
    """There is no such wording, or it may not be used: nobody has reviewed it, or it was withdrawn."""


class TextDecided(Conflict, code="vaccine.text_decided"):
    """The wording was reviewed or withdrawn before."""


class NoticeMovedOn(Conflict, code="vaccine.notice_moved_on"):
    """The notice is not waiting for this any more, or not yet."""


class SamePerson(Forbidden, code="vaccine.same_person"):
    """Whoever wrote something can't be the second person who reviews it."""


class SecondPersonNeeded(Forbidden, code="vaccine.second_person_needed"):
    """The notice reaches more than `alone` people: somebody else has to approve it."""
