"""What stands before the stack does what the emulator does (O1, W1-W3)."""

import json
import re
import subprocess
from typing import Any

import pytest

from app import app
from infra import edge, site
from infra.stages import STAGES
from layers.serving import EDGE_PROOF, VIEWER
from local import fetch

TEMPLATE = edge.template(STAGES["prod"])
RESOURCES = TEMPLATE["Resources"]
BEHAVIOURS = RESOURCES["Edge"]["Properties"]["DistributionConfig"]["CacheBehaviors"]


def answered(function: str, uri: str, viewer: str = "203.0.113.9", **headers: str) -> dict[str, Any]:
    """Return what a function of the edge makes of a request."""
    code = RESOURCES[function]["Properties"]["FunctionCode"]
    said = {name.replace("_", "-"): {"value": value} for name, value in headers.items()}
    event = {"request": {"uri": uri, "headers": said}, "viewer": {"ip": viewer}}
    program = f"{code}\nconsole.log(JSON.stringify(handler({json.dumps(event)})));"
    ran = subprocess.run([*fetch.node(), "-e", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    made: dict[str, Any] = json.loads(ran.stdout)
    return made


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("/", "the site"),
        ("/results/20220713", "a page of the site's own router"),
        ("/staff", "the staff console"),
        ("/staff/users/0a1b", "a page of the console's own router"),
        ("/staffroom", "no page of the console"),
        ("/gate/0a1b2c3d4e5f6071", "a page of the gates' own router"),
        ("/gateway", "no page of theirs"),
    ],
)
def test_w1_the_edge_finds_the_page_that_the_emulator_finds(path: str, comment: str) -> None:
    assert answered("FindPage", path)["uri"] == f"/{site.page(path)}", comment


@pytest.mark.parametrize("file", ["/assets/main-1a2b.js", "/manifest.webmanifest", "/check.html"])
def test_w1_files_are_left_as_they_are(file: str) -> None:
    assert answered("FindPage", file)["uri"] == file


def test_o1_nobody_but_the_edge_says_who_the_viewer_is() -> None:
    forged = {VIEWER.lower().replace("-", "_"): "198.51.100.1"}

    request = answered("SayWho", "/v1/sessions", "203.0.113.9", **forged)

    assert request["headers"][VIEWER.lower()] == {"value": "203.0.113.9"}


def test_h13_uploads_go_to_the_bucket_itself() -> None:
    assert answered("ToTheBucket", site.UPLOADS)["uri"] == "/"


def test_o1_every_path_of_the_api_leads_to_the_api() -> None:
    patterns = [re.compile(re.escape(path).replace(r"\*", ".*")) for path in edge.API_PATHS]

    assert [path for path in app.routes if not any(pattern.fullmatch(path) for pattern in patterns)] == []


def test_o1_the_api_is_told_who_asks_and_by_whom() -> None:
    origins = {each["Id"]: each for each in RESOURCES["Edge"]["Properties"]["DistributionConfig"]["Origins"]}

    proof = {"HeaderName": EDGE_PROOF, "HeaderValue": {"Ref": "EdgeSecret"}}
    assert origins["api"]["OriginCustomHeaders"] == [proof]
    assert "OriginCustomHeaders" not in origins["objects"]
    of_the_api = [each for each in BEHAVIOURS if each["TargetOriginId"] == "api"]
    assert len(of_the_api) == len(edge.API_PATHS)
    assert all(
        each["FunctionAssociations"][0]["FunctionARN"]["Fn::GetAtt"][0] == "SayWho" for each in of_the_api
    )


@pytest.mark.parametrize("door", edge.DOORS)
def test_o1_the_doors_that_are_watched_exist(door: str) -> None:
    assert [path for path in app.routes if path.startswith(door)] != []


def test_w1_pages_carry_the_headers_that_the_emulator_sends() -> None:
    config = RESOURCES["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]

    assert config["ContentSecurityPolicy"]["ContentSecurityPolicy"] == site.CONTENT_SECURITY
    assert config["ReferrerPolicy"]["ReferrerPolicy"] == site.REFERRER
    assert config["ContentTypeOptions"] == {"Override": True}
