"""What happened, as lines and as a page."""

from local.day import report
from local.day.checks import Check, checks
from local.day.ledger import Ledger


def test_the_page_stands_alone_with_three_pictures(ledger: Ledger) -> None:
    page = report.page(ledger, checks(ledger))

    assert page.count("<svg") == page.count("</svg>") == 3
    assert "every check passed" in page
    assert "src=" not in page
    assert "@import" not in page
    assert "&lt;b&gt;everybody&lt;/b&gt; applied" in page


def test_the_same_day_gives_the_same_page(ledger: Ledger) -> None:
    found = checks(ledger)

    assert report.page(ledger, found) == report.page(ledger, found)


def test_a_failed_check_is_the_headline(ledger: Ledger) -> None:
    found = [Check("nobody won twice", False, "1 household"), Check("the rest", True, "")]

    page, lines = report.page(ledger, found), report.lines(ledger, found)

    assert "1 of 2 checks failed" in page
    assert "FAILED  nobody won twice: 1 household" in lines


def test_the_lines_have_a_row_for_each_date(ledger: Ledger) -> None:
    lines = report.lines(ledger, [])

    rows = {line.split()[0]: line.split()[1:4] for line in lines.splitlines() if line[:2] == "20"}
    assert rows["2022-07-14"] == ["5", "69", "69"]
    assert rows["2022-07-19"] == ["0", "0", "0"]
