"""What other function folders may use of vaccination appointments."""

from functions.vaccine.policies import Texts
from functions.vaccine.records.given import GivenDose, given_doses
from functions.vaccine.sheets import cells

__all__ = ["GivenDose", "Texts", "cells", "given_doses"]
