"""What a SMART Health Card says: a verifiable credential with a FHIR R4 bundle of one patient.

SMART Health Cards: Vaccination & Testing. Immunizations and laboratory results that aren't about COVID-19,
or that were not completed, are passed over.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from functions.healthcode.abroad import value_sets
from functions.healthcode.abroad.contents import Content, Dose, Kind, Names, Person, Test, Use
from functions.healthcode.abroad.hcert import day, moment
from functions.healthcode.abroad.reasons import Reason, Refused
from functions.healthcode.abroad.value_sets import LOINC, SNOMED

HEALTH_CARD = "https://smarthealth.cards#health-card"
_COVID = "https://smarthealth.cards#covid19"
_FINAL = frozenset({"final", "amended", "corrected"})

Text = Annotated[str, Meta(max_length=200)]


class _Coding(msgspec.Struct, frozen=True):
    system: Text = ""
    code: Text = ""


class _Concept(msgspec.Struct, frozen=True):
    coding: list[_Coding] = []


class _Name(msgspec.Struct, frozen=True):
    family: Text = ""
    given: list[Text] = []
    text: Text = ""


class _Patient(msgspec.Struct, frozen=True, rename="camel"):
    name: Annotated[list[_Name], Meta(min_length=1, max_length=10)]
    birth_date: Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")]


class _Series(msgspec.Struct, frozen=True, rename="camel"):
    dose_number_positive_int: int | None = None
    series_doses_positive_int: int | None = None


class _Immunization(msgspec.Struct, frozen=True, rename="camel"):
    status: Text
    vaccine_code: _Concept
    occurrence_date_time: Text = ""
    protocol_applied: list[_Series] = []


class _Observation(msgspec.Struct, frozen=True, rename="camel"):
    status: Text
    code: _Concept
    effective_date_time: Text = ""
    value_codeable_concept: _Concept = _Concept()


class _Kinded(msgspec.Struct, frozen=True, rename="camel"):
    resource_type: Text


class _Entry(msgspec.Struct, frozen=True):
    resource: dict[str, Any]


class _Bundle(msgspec.Struct, frozen=True):
    entry: Annotated[list[_Entry], Meta(max_length=200)]


class _Subject(msgspec.Struct, frozen=True, rename="camel"):
    fhir_bundle: _Bundle


class _Credential(msgspec.Struct, frozen=True, rename="camel"):
    type: list[Text]
    credential_subject: _Subject


_KINDS: Mapping[str, Any] = {
    "Patient": _Patient,
    "Immunization": _Immunization,
    "Observation": _Observation,
}


def content(claims: Mapping[Any, Any]) -> Content:
    """Return what a card's claims say; raises Refused."""
    try:
        card = msgspec.convert(claims["vc"], _Credential)
        found = list(_resources(card.credential_subject.fhir_bundle))
    except (LookupError, msgspec.ValidationError, RecursionError) as error:
        raise Refused(Reason.NOT_TO_SCHEMA) from error
    patients = [each for each in found if isinstance(each, _Patient)]
    if HEALTH_CARD not in card.type or len(patients) != 1:
        raise Refused(Reason.NOT_TO_SCHEMA)
    doses = tuple(_doses(found, about_covid=_COVID in card.type))
    tests = tuple(_tests(found))
    return _content(str(claims.get("iss")), _person(patients[0]), doses, tests)


def _content(issuer: str, who: Person, doses: tuple[Dose, ...], tests: tuple[Test, ...]) -> Content:
    # A card has no number of its own: what it says of whom stands for one, so that one made anew is the same.
    said = [issuer, astuple(who), [astuple(dose) for dose in doses], [astuple(test) for test in tests]]
    uses = {Use.VACCINATION} if doses else set()
    return Content(
        kind=Kind.SMART_HEALTH_CARD,
        id=json.dumps(said, default=str),
        uses=frozenset(uses | ({Use.TEST} if tests else set())),
        person=who,
        doses=doses,
        tests=tests,
    )


def _resources(bundle: _Bundle) -> Iterator[Any]:
    for entry in bundle.entry:
        name = msgspec.convert(entry.resource, _Kinded).resource_type
        if name in _KINDS:
            yield msgspec.convert(entry.resource, _KINDS[name])


def _person(patient: _Patient) -> Person:
    names = [Names(each.family or each.text, " ".join(each.given)) for each in patient.name]
    return Person(tuple(names), patient.birth_date)


def _doses(found: list[Any], *, about_covid: bool) -> Iterator[Dose]:
    for each in found:
        if isinstance(each, _Immunization) and each.status == "completed":
            code = _product(each.vaccine_code, about_covid=about_covid)
            series = each.protocol_applied[0] if each.protocol_applied else _Series()
            if code:
                number, of = series.dose_number_positive_int, series.series_doses_positive_int
                yield Dose(code, number, of, day(each.occurrence_date_time))


def _product(concept: _Concept, *, about_covid: bool) -> str:
    """Return the code of a vaccine against COVID-19 as `system|code`, nothing for another one's."""
    known = [each for each in concept.coding if value_sets.is_against_covid(each.system, each.code)]
    named = known or (concept.coding if about_covid else [])
    return f"{named[0].system}|{named[0].code}" if named else ""


def _tests(found: list[Any]) -> Iterator[Test]:
    for each in found:
        if isinstance(each, _Observation) and each.status in _FINAL:
            method = _first(value_sets.METHODS, LOINC, each.code)
            positive = _first(value_sets.RESULTS, SNOMED, each.value_codeable_concept)
            if method is not None and positive is not None:
                yield Test(method, positive, moment(each.effective_date_time))


def _first(known: Mapping[str, Any], system: str, concept: _Concept) -> Any:
    found = (known.get(each.code) for each in concept.coding if each.system == system)
    return next((each for each in found if each is not None), None)
