"""What other function folders may use of vaccination appointments."""

from functions.vaccine.policies import Texts
from functions.vaccine.records.given import GivenDose, given_doses

__all__ = ["GivenDose", "Texts", "given_doses"]
