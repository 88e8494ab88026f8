"""A city with one district, and a household in it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from functions.admin import regions
from functions.admin import service as admin
from functions.admin.schemas import Names, NewRegion
from functions.auth import profiles
from functions.auth.documents import Document, Sex
from functions.auth.household import Ground, Relation
from functions.auth.ids import AccountId
from functions.auth.profiles import Form
from functions.auth.records import CohabitantFields, Person
from functions.auth.review import Validity
from layers import clock
from layers.principals import CITY, Staff
from local.engines import Engine
from tests import strangers

VALID = Validity(date(2019, 1, 1), None)


def child(own: Document | None = None, name: str = "张小三") -> CohabitantFields:
    """Return a child as cohabitant."""
    today = clock.local_date(clock.now())
    person = Person(name, Sex.FEMALE, today.replace(year=today.year - 7, day=1), VALID)
    return CohabitantFields(person, own or strangers.document(), Relation.CHILD, Ground.MINOR)


@pytest.fixture
def reviewer(stack: Engine) -> Staff:  # noqa: ARG001  needed before it
    """Staff of the city, in which the district Futian lies."""
    admin.set_up()
    caller = Staff("0" * 16, CITY, admin.every_permission(), partial(admin.covers, CITY))
    regions.create(caller, NewRegion(parent=CITY, names=Names("福田区"), id="futian"))
    return caller


@pytest.fixture
def register(stack: Engine) -> Callable[[], AccountId]:  # noqa: ARG001  needed before it
    """Makes a registered account of a document that nobody had before."""
    return strangers.account


@pytest.fixture
def household(reviewer: Staff, register: Callable[[], AccountId]) -> AccountId:  # noqa: ARG001  needed before it
    """An account with an approved profile."""
    account = register()
    person = Person("张三", Sex.MALE, date(1978, 5, 1), VALID)
    profiles.submit(account, Form(person, "", "+8613812341234", "香港", "futian"), clock.now())
    return account
