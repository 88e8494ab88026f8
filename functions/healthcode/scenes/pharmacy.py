"""Pharmacies (购药登记, H11): buying fever or cough medicine is a fact about the buyer.

Bought for somebody else, it is the community worker who finds out about them: a phone number that
somebody gives is no evidence about whoever has that phone.
"""

from datetime import datetime

from functions.auth import service as auth
from functions.healthcode import inputs, reports, store
from functions.healthcode.facts import FactKind
from functions.healthcode.scenes import forms, store_tasks, tracing, visits
from functions.healthcode.scenes.schemas_forms import Filed, Sale, SaleForm
from functions.healthcode.scenes.store_forms import FormKind, form_id
from functions.healthcode.scenes.store_tasks import Cause
from functions.healthcode.scenes.workers import Post
from functions.healthcode.tables import Holder
from layers.errors import FieldFault, InvalidInput
from layers.transaction import Step


def sell(post: Post, form: SaleForm, now: datetime) -> Filed:
    """Keep a sale; sent again, it changes nothing.

    Raises VisitOver, InvalidInput, and what `recording.record` raises.
    """
    said, person = form.said, visits.person(post, form.visit, now)
    forms.require_guardian(forms.details_of(person), said.born, said.guardian, now)
    found = reports.adverse(said.temperature, (), said.history, inputs.fever_from())
    steps = _patient(post, form, store.holder(person), now) if said.patient_phone.strip() else []

    facts = [FactKind.MEDICINE, *found]
    return forms.file(post, person, form.client, FormKind.SALE, said, facts, now, steps)


def _patient(post: Post, form: SaleForm, buyer: Holder, now: datetime) -> list[Step]:
    """Return the steps that let the patient be traced, or the buyer asked where nobody is known."""
    e164 = auth.any_mobile(form.said.patient_phone)
    if not e164:
        raise InvalidInput([FieldFault("said.patient_phone", "not_a_mobile")])
    account = auth.account_of_phone(e164)
    patient = store.find(auth.person_of_account(account)) if account else None
    about = tracing.about(patient or buyer, Cause.PURCHASE, _words(form.said, e164), now)
    # A pass of a gate and a form of a pharmacy never share a task: tasks' ids have 32 digits.
    return store_tasks.opening(f"{form_id(post.id, form.client):0>32}", about, post.by, now)


def _words(said: Sale, e164: str) -> str:
    bought = "、".join(f"{each.name} × {each.quantity}" for each in said.medicines)
    return f"{e164}: {bought}"
