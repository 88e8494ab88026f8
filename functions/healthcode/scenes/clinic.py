"""Fever clinics (发热门诊登记, H9): each visit is a fact; what the clinic concludes needs a second person."""

from collections.abc import Mapping
from datetime import datetime

from functions.healthcode import inputs, proposals, reports
from functions.healthcode.facts import FactKind
from functions.healthcode.recording import Extra, Stated
from functions.healthcode.scenes import forms, visits
from functions.healthcode.scenes.schemas_forms import ClinicForm, Conclusion, Filed
from functions.healthcode.scenes.store_forms import FormKind
from functions.healthcode.scenes.workers import Post

_CONCLUDED: Mapping[Conclusion, FactKind] = {
    Conclusion.SUSPECTED: FactKind.SUSPECTED,
    Conclusion.CONFIRMED: FactKind.CONFIRMED,
}


def register(post: Post, form: ClinicForm, now: datetime) -> Filed:
    """Keep a visit to the clinic, and propose what it concludes; sent again, it changes nothing.

    Raises VisitOver, InvalidInput, and what `recording.record` raises.
    """
    said, person = form.said, visits.person(post, form.visit, now)
    forms.require_guardian(forms.details_of(person), said.born, said.guardian, now)
    found = reports.adverse(said.temperature, said.symptoms, said.history, inputs.fever_from())

    filed = forms.file(post, person, form.client, FormKind.CLINIC, said, [FactKind.FEVER_CLINIC, *found], now)
    if kind := _CONCLUDED.get(said.conclusion):
        stated = Stated(kind=kind, at=now, evidence=f"form:{filed.form}")
        proposals.propose(person, post.origin(form.client), stated, now, extra=Extra(post.standing()))
    return filed
