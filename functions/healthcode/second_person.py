"""The second person is another human, also where one signs in both as staff and as a resident (H3)."""

from collections.abc import Collection

from functions.admin import service as admin
from functions.auth import service as auth
from functions.healthcode.errors import SamePerson
from layers.principals import Staff


def require_another(caller: Staff, parties: Collection[str]) -> None:
    """Raise SamePerson for whoever is among these accounts and members of staff, by either sign-in.

    What tells that two sign-ins are one human's is their phone: an account's is proven by a code.
    """
    if caller.id in parties:
        raise SamePerson
    phone = admin.phone_of_staff(caller.id)
    if phone and auth.account_of_phone(phone) in parties:
        raise SamePerson
