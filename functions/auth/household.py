"""Who may share a room (同住人): relations, grounds, ages, numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.auth.documents import Document, Sex
from layers.ages import age_on


class Relation(StrEnum):
    """What a cohabitant is to the applicant: immediate family only."""

    SPOUSE = "SPOUSE"  # 配偶
    PARENT = "PARENT"  # 父母
    CHILD = "CHILD"  # 子女
    PATERNAL_GRANDPARENT = "PATERNAL_GRANDPARENT"  # 祖父母
    MATERNAL_GRANDPARENT = "MATERNAL_GRANDPARENT"  # 外祖父母
    SONS_CHILD = "SONS_CHILD"  # 孙子女
    DAUGHTERS_CHILD = "DAUGHTERS_CHILD"  # 外孙子女


class Ground(StrEnum):
    """Why the two may share a room: the manual's four kinds of people, three situations, spouses."""

    ELDERLY = "ELDERLY"
    MINOR = "MINOR"
    PREGNANT = "PREGNANT"  # 孕产妇: also those who have just given birth
    CHRONIC_ILLNESS = "CHRONIC_ILLNESS"
    UNFIT_TO_LIVE_ALONE = "UNFIT_TO_LIVE_ALONE"
    HISTORY_OF_SUDDEN_ILLNESS = "HISTORY_OF_SUDDEN_ILLNESS"
    PUBLIC_SECURITY_CASE = "PUBLIC_SECURITY_CASE"
    SPOUSES = "SPOUSES"


NEEDS_PROOF = frozenset(
    {
        Ground.PREGNANT,
        Ground.CHRONIC_ILLNESS,
        Ground.UNFIT_TO_LIVE_ALONE,
        Ground.HISTORY_OF_SUDDEN_ILLNESS,
        Ground.PUBLIC_SECURITY_CASE,
    }
)
"""Grounds that rest on a paper only a person can judge."""


class HouseholdFault(StrEnum):
    """Why somebody can't share the applicant's room."""

    TOO_MANY = "TOO_MANY"
    IS_THE_APPLICANT = "IS_THE_APPLICANT"
    ALREADY_LISTED = "ALREADY_LISTED"
    RELATION_CONTRADICTS_AGES = "RELATION_CONTRADICTS_AGES"
    NEITHER_IS_ELDERLY = "NEITHER_IS_ELDERLY"
    NEITHER_IS_MINOR = "NEITHER_IS_MINOR"
    NEITHER_IS_A_WOMAN = "NEITHER_IS_A_WOMAN"
    NOT_SPOUSES = "NOT_SPOUSES"


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy's numbers; ages are completed years (周岁), both ends included."""

    cohabitants: int = 3
    elderly_from: int = 70
    minor_to: int = 14


@dataclass(frozen=True, slots=True)
class Member:
    """What the rules need to know of one of the two."""

    born: date
    sex: Sex


@dataclass(frozen=True, slots=True)
class Sharing:
    """A cohabitant's claim to the applicant's room."""

    applicant: Member
    cohabitant: Member
    relation: Relation
    ground: Ground


def sharing_faults(sharing: Sharing, day: date, limits: Limits) -> tuple[HouseholdFault, ...]:
    """Return what speaks against two people sharing a room if they enter on `day`.

    An application needs this empty on each of its dates. Adding a cohabitant needs it empty on one
    date that can be applied for, so that a birthday in between hinders nobody.
    """
    found = (_relation_fault(sharing), _ground_fault(sharing, day, limits))
    return tuple(fault for fault in found if fault)


def joining_fault(
    newcomer: Document, applicant: Document, present: Collection[Document], maximum: int
) -> HouseholdFault | None:
    """Return why a person can't join the household that `present` already belongs to, else None."""
    if _same_document(newcomer, applicant):
        return HouseholdFault.IS_THE_APPLICANT
    if any(_same_document(newcomer, document) for document in present):
        return HouseholdFault.ALREADY_LISTED
    if len(present) >= maximum:
        return HouseholdFault.TOO_MANY
    return None


def _same_document(one: Document, other: Document) -> bool:
    return (one.type, one.number) == (other.type, other.number)


def _relation_fault(sharing: Sharing) -> HouseholdFault | None:
    applicant, cohabitant = sharing.applicant.born, sharing.cohabitant.born
    match sharing.relation:
        case Relation.SPOUSE:
            plausible = True
        case Relation.CHILD | Relation.SONS_CHILD | Relation.DAUGHTERS_CHILD:
            plausible = applicant < cohabitant
        case _:
            plausible = cohabitant < applicant
    return None if plausible else HouseholdFault.RELATION_CONTRADICTS_AGES


def _ground_fault(sharing: Sharing, day: date, limits: Limits) -> HouseholdFault | None:
    both = (sharing.applicant, sharing.cohabitant)
    ages = [age_on(member.born, day) for member in both]
    # Either of the two may be the one who can't be alone: an applicant of 75 brings a grown child.
    match sharing.ground:
        case Ground.ELDERLY if max(ages) < limits.elderly_from:
            return HouseholdFault.NEITHER_IS_ELDERLY
        case Ground.MINOR if min(ages) > limits.minor_to:
            return HouseholdFault.NEITHER_IS_MINOR
        case Ground.PREGNANT if all(member.sex is Sex.MALE for member in both):
            return HouseholdFault.NEITHER_IS_A_WOMAN
        case Ground.SPOUSES if sharing.relation is not Relation.SPOUSE:
            return HouseholdFault.NOT_SPOUSES
    return None
