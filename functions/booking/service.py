"""What other function folders may use of bookings."""

from functions.booking.party import Party, Traveller
from functions.booking.policies import limits
from functions.booking.reservations import Reservation, booking_number, refusals, reserve, reserving
from functions.booking.standing import Reason, Refused
from functions.booking.vacancies import Vacancy, VacancyTaken, cancellable_until, fill, vacancies

__all__ = [
    "Party",
    "Reason",
    "Refused",
    "Reservation",
    "Traveller",
    "Vacancy",
    "VacancyTaken",
    "booking_number",
    "cancellable_until",
    "fill",
    "limits",
    "refusals",
    "reserve",
    "reserving",
    "vacancies",
]
