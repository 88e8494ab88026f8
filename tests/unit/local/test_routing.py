"""Which resource a path belongs to."""

import pytest

from local.routing import Match, RouteTable

TEMPLATES = ["/", "/v1/periods", "/v1/periods/{period}", "/v1/periods/latest", "/v1/{kind}/latest"]


@pytest.mark.parametrize(
    ("path", "expected", "comment"),
    [
        ("/", Match("/", {}), "the root"),
        ("/v1/periods", Match("/v1/periods", {}), "no parameter"),
        ("/v1/periods/", Match("/v1/periods", {}), "a slash at the end does not count"),
        ("/v1/periods/7", Match("/v1/periods/{period}", {"period": "7"}), "a parameter"),
        ("/v1/periods/latest", Match("/v1/periods/latest", {}), "fixed goes before parameter"),
        ("/v1/codes/latest", Match("/v1/{kind}/latest", {"kind": "codes"}), "in any place"),
        ("/v1/periods/7/8", None, "too long"),
        ("/v1//latest", None, "a parameter is never empty"),
        ("/V1/periods", None, "case counts"),
    ],
)
def test_e1_a_path_finds_its_resource(path: str, expected: Match | None, comment: str) -> None:
    table = RouteTable(TEMPLATES)

    assert table.match(path) == expected, comment
