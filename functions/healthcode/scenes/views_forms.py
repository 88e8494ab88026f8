"""Forms and observations as answers to the places that filed them."""

from datetime import date

from functions.healthcode import store
from functions.healthcode.reports import Symptom
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import forms, observation, store_forms
from functions.healthcode.scenes.schemas_forms import (
    Admission,
    ClinicVisit,
    Course,
    CourseView,
    FormView,
    Sale,
    StayDetails,
    StayView,
)
from functions.healthcode.scenes.store_forms import FormKind
from functions.healthcode.scenes.tables import Form, Stay, StayDay
from functions.healthcode.tables import Holder
from layers import clock, masks
from layers.ages import age_on


def form_view(item: Form, name: str) -> FormView:
    """Return a form with the person's masked name."""
    temperature, about = _shown(item)
    return FormView(item.form, clock.from_iso(item.at), name, temperature, about)


def stay_view(item: Stay, name: str) -> StayView:
    """Return an observation with the person's masked name."""
    said = store_forms.admission(item, Admission)
    return StayView(
        stay=store_forms.stay_id(item),
        name=name,
        case_number=said.case_number,
        case_type=said.case_type,
        began=said.began,
        admitted_at=clock.from_iso(item.admitted_at),
        release_proposed=item.release is not None,
    )


def stay_details(item: Stay, today: date) -> StayDetails:
    """Return an observation with its course."""
    said, holder = store_forms.admission(item, Admission), store.holder(item.person)
    return StayDetails(
        stay=stay_view(item, masks.name(store.details(holder).name)),
        colour=Colour(holder.colour),
        age=_age(holder, said, today),
        onset=said.onset,
        opinion=said.opinion,
        days=[_course_view(day) for day in store_forms.days(store_forms.stay_id(item))],
        release=observation.release_state(item),
    )


def _shown(item: Form) -> tuple[float, list[str]]:
    if item.kind == FormKind.CLINIC:
        visit = store_forms.contents(item, ClinicVisit)
        return visit.temperature, [visit.conclusion]
    sale = store_forms.contents(item, Sale)
    return sale.temperature, [f"{each.name} × {each.quantity}" for each in sale.medicines]


def _course_view(item: StayDay) -> CourseView:
    said = store_forms.course(item, Course)
    symptoms = [Symptom(each) for each in said.symptoms]
    return CourseView(store_forms.day_of(item), said.temperature, symptoms, said.remark)


def _age(holder: Holder, said: Admission, today: date) -> int | None:
    born = forms.born_on(store.details(holder)) or said.born
    return age_on(born, today) if born else None
