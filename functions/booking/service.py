"""What other function folders may use of bookings."""

from functions.booking.party import Party, Traveller
from functions.booking.reservations import Reservation, booking_number, refusals, reserve
from functions.booking.standing import Reason, Refused

__all__ = [
    "Party",
    "Reason",
    "Refused",
    "Reservation",
    "Traveller",
    "booking_number",
    "refusals",
    "reserve",
]
