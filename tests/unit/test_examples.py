"""Examples: one for every endpoint, so that nothing tested with them escapes (S2)."""

from tests.examples import ENDPOINTS, EXAMPLES


def test_every_endpoint_has_an_example_and_every_example_an_endpoint() -> None:
    declared = [endpoint.name for endpoint in ENDPOINTS]

    assert sorted(declared) == sorted(EXAMPLES)
