"""The residents' site, the staff console and the gates' pages on the emulator (W1, W2, W3, E1)."""

from pathlib import Path

import pytest

from local.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<title>first page</title>")
    (built / "console.html").write_text("<title>staff console</title>")
    (built / "gate.html").write_text("<title>gate</title>")
    (built / "assets/main-1a2b.js").write_text("run()")
    (tmp_path / "secret.txt").write_text("not for anybody")
    return Site(built)


@pytest.mark.parametrize(
    ("path", "content", "kept", "comment"),
    [
        ("/", b"first page", "no-cache", "the site"),
        ("/results/20220713", b"first page", "no-cache", "a page of the site's own router"),
        ("/staff", b"staff console", "no-cache", "the staff console"),
        ("/staff/users/0a1b", b"staff console", "no-cache", "a page of the console's own router"),
        ("/staffroom", b"first page", "no-cache", "no page of the console"),
        ("/gate", b"gate", "no-cache", "the pages of gates"),
        ("/gate/0a1b2c3d4e5f6071", b"gate", "no-cache", "a page of their own router"),
        ("/gateway", b"first page", "no-cache", "no page of theirs"),
        ("/assets/main-1a2b.js", b"run()", "immutable", "a built file"),
        ("/../secret.txt", b"first page", "no-cache", "nothing outside the folder"),
        ("/assets/%2e%2e/%2e%2e/secret.txt", b"first page", "no-cache", "nor spelled otherwise"),
        ("/assets", b"first page", "no-cache", "no list of a folder"),
    ],
)
def test_w1_w2_w3_files_are_served_and_every_other_path_is_its_sites_page(
    site: Site, path: str, content: bytes, kept: str, comment: str
) -> None:
    answer = site.answer("GET", path)

    assert answer.status == 200, comment
    assert content in answer.body, comment
    assert kept in dict(answer.headers)["Cache-Control"], comment


def test_w1_nothing_can_be_written_and_nothing_built_is_not_found(site: Site, tmp_path: Path) -> None:
    assert site.answer("POST", "/").status == 405
    assert Site(tmp_path / "nowhere").answer("GET", "/").status == 404
