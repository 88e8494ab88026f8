"""Certificates: of what was given, as long as it is so, and nobody else's (V10)."""

from datetime import time, timedelta
from functools import partial

import pytest

from functions.vaccine.appointments.booking import Booked
from functions.vaccine.appointments.schemas import LookupForm
from functions.vaccine.certificates import issuing
from functions.vaccine.certificates.issuing import Issued, Verdict
from functions.vaccine.errors import AlreadyRevoked, NoSuchAppointment, NoSuchCertificate, NotGiven
from functions.vaccine.onsite import visits
from functions.vaccine.stores import certificates as store
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import Holding, Phase
from layers import clock
from layers.changes import apply
from layers.errors import OutOfRegion
from layers.principals import Staff
from tests import clinic, site_work, whole_clinic
from tests.clinic import DAY, OFFICER
from tests.site_work import GREETER, at, brought, record
from tests.threads import at_once

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

ELSEWHERE = Staff("00000000000000a4", "nanshan", frozenset(), lambda _: False)


@pytest.fixture
def booked(clinic_day: None) -> Booked:  # noqa: ARG001  before it
    return clinic.book(clinic.opened(5), 1)


@pytest.fixture
def given(booked: Booked) -> Booked:
    brought(booked, site_work.employed(), Phase.GIVEN)
    return booked


def fetched(booked: Booked) -> Issued:
    form = LookupForm(booked.known.person.number, booked.code)
    return issuing.of_holder(form, clock.now())


def verdict(issued: Issued) -> Verdict:
    return issuing.check(issued.text, clock.now())[0]


def revocations() -> dict[str, str]:
    return {item.id: item.state for item in store.revoked(None, 10)}


def test_v10_a_certificate_states_the_dose(given: Booked) -> None:
    issued = fetched(given)

    verdict, content = issuing.check(issued.text, clock.now())
    assert verdict is Verdict.VALID
    assert content == issued.content
    assert (content.name, content.dose, content.of, content.day) == ("张1", 1, 2, DAY)
    assert content.id != given.known.person.number
    assert len(issued.text) < 520, "no larger a QR code than version 13"


def test_v10_it_stays_the_same_however_often_it_is_fetched(given: Booked) -> None:
    issued = at_once([partial(fetched, given) for _ in range(4)])

    assert len({each.id for each in issued if isinstance(each, Issued)}) == 1
    assert fetched(given).text == fetched(given).text
    assert len(list(store.of_record(given.known.item.number))) == 1


@pytest.mark.parametrize("phase", [None, Phase.ARRIVED, Phase.INJECTED])
def test_v10_there_is_none_before_the_dose_is_given(booked: Booked, phase: Phase | None) -> None:
    if phase:
        brought(booked, site_work.employed(), phase)

    with pytest.raises(NotGiven):
        fetched(booked)


def test_v10_it_is_its_holders_only(given: Booked) -> None:
    number = given.known.person.number

    for form in (LookupForm(number, "XXXXXXXX"), LookupForm(clinic.number_of(2), given.code)):
        with pytest.raises(NoSuchAppointment):
            issuing.of_holder(form, clock.now())
    with pytest.raises(OutOfRegion):
        issuing.of_record(ELSEWHERE, given.known.item.number, clock.now())


def test_v10_revoked_it_holds_no_more_and_is_not_issued_again(given: Booked) -> None:
    issued = fetched(given)
    with pytest.raises(OutOfRegion):
        issuing.revoke(ELSEWHERE, issued.id, "掉包", clock.now())

    issuing.revoke(OFFICER, issued.id, "掉包", clock.now())

    assert verdict(issued) is Verdict.REVOKED
    assert revocations() == {issued.id: Holding.REVOKED}
    with pytest.raises(AlreadyRevoked):
        fetched(given)
    with pytest.raises(AlreadyRevoked):
        issuing.revoke(OFFICER, issued.id, "掉包", clock.now())


def test_v10_corrected_the_old_one_is_replaced(given: Booked) -> None:
    old = fetched(given)
    fresh = issuing.correct(OFFICER, old.id, "证件号码有误", clock.now())

    new = fetched(given)

    assert new.id == fresh != old.id
    assert (verdict(old), verdict(new)) == (Verdict.REPLACED, Verdict.VALID)
    assert revocations() == {old.id: Holding.REPLACED}
    with pytest.raises(NoSuchCertificate):
        issuing.correct(OFFICER, old.id, "证件号码有误", clock.now())


def test_v10_a_revoked_one_is_replaced_by_correction_only(given: Booked) -> None:
    old = fetched(given)
    issuing.revoke(OFFICER, old.id, "掉包", clock.now())

    issuing.correct(OFFICER, old.id, "已核实", clock.now())

    assert (verdict(old), verdict(fetched(given))) == (Verdict.REVOKED, Verdict.VALID)


def test_v10_a_corrected_name_ends_the_certificate_with_the_old_one(given: Booked) -> None:
    old, known = fetched(given), store_records.record(given.known.item.number)
    apply(*store_records.editing(known, clinic.person(1, name="章一")))

    new = fetched(given)

    assert verdict(old) is Verdict.REPLACED
    assert (verdict(new), new.content.name) == (Verdict.VALID, "章一")


def test_v10_another_phone_leaves_the_certificate_as_it_is(given: Booked) -> None:
    old, known = fetched(given), store_records.record(given.known.item.number)

    apply(*store_records.editing(known, clinic.person(1, phone="+8613911112222")))

    assert fetched(given).id == old.id
    assert verdict(old) is Verdict.VALID


def test_v10_a_dose_taken_back_takes_its_certificate_with_it(given: Booked) -> None:
    issued, item = fetched(given), record(given)
    place = (str(item.street), str(item.site))

    visits.undo(GREETER, place, item.number, "扫错了人", at(time(10)))

    assert verdict(issued) is Verdict.REVOKED
    with pytest.raises(NotGiven):
        fetched(given)
    whole_clinic.assert_whole()


def test_v10_fetching_and_taking_back_at_the_same_moment(given: Booked) -> None:
    item, now = record(given), at(time(10))
    place = (str(item.street), str(item.site))

    outcomes = at_once(
        [partial(fetched, given), partial(visits.undo, GREETER, place, item.number, "扫错了人", now)]
    )

    issued = [each for each in outcomes if isinstance(each, Issued)]
    assert [verdict(each) for each in issued] == [Verdict.REVOKED] * len(issued)
    assert record(given).certificate is None


def test_v10_it_can_be_checked_for_ten_years(given: Booked) -> None:
    issued = fetched(given)

    clinic.at(time(8), DAY + timedelta(days=3649))
    before = verdict(issued)
    clinic.at(time(9), DAY + timedelta(days=3650))

    assert (before, verdict(issued)) == (Verdict.VALID, Verdict.EXPIRED)
    assert issuing.check("WS1:" + "A" * 60, clock.now()) == (Verdict.FORGED, None)
