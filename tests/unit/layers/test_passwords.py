"""Passwords are hashed as OWASP recommends, and a missing account takes as long as one that is there (I3)."""

import re

import pytest

from layers import passwords

OWASP = r"\$argon2id\$v=19\$m=19456,t=2,p=1\$"
"""Argon2id with 19 MiB, 2 passes and 1 lane; most other tests hash by less, see `tests.quick_passwords`."""

PASSWORD = "waystation 2022"


def test_i2_a_password_is_hashed_by_the_recommended_parameters_and_salted() -> None:
    first, second = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)

    assert re.match(OWASP, first)
    assert first != second
    assert passwords.is_hash(first)
    assert passwords.matches(PASSWORD, first)


def test_i3_where_there_is_no_account_just_as_much_work_is_done() -> None:
    assert re.match(OWASP, passwords._nobodys())
    assert not passwords.matches("nobody's password 0", None)


OTHERS = [
    (PASSWORD.upper(), passwords.hashed(PASSWORD), "another password"),
    ("", passwords.hashed(PASSWORD), "none"),
    (PASSWORD, PASSWORD, "no hash: what is stored in clear opens nothing"),
    (PASSWORD, "$2b$12$C6UzMDM.H6dfI/f/IKcEe.4dZ0bXv0xGkYvIKSvGq2rRTAR4b1bJK", "a hash of another kind"),
]


@pytest.mark.parametrize(("given", "encoded", "comment"), OTHERS, ids=[row[-1] for row in OTHERS])
def test_i3_nothing_else_opens_an_account(given: str, encoded: str, comment: str) -> None:
    assert not passwords.matches(given, encoded), comment
