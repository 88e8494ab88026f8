"""Papers: what is printed is read back by foreign programs, its characters are in the file."""

import io

import pytest
from pypdf import PdfReader

from layers import papers
from layers.papers import Form, Poster

POSTER = Poster(
    "永红街道疫苗接种预约",
    "钟楼区",
    "https://example.org/vaccine/yonghong",
    ["微信、支付宝扫码预约"],
)
FORM = Form(
    "疫苗接种凭证",
    [
        ("姓名 Name", "欧阳娜娜"),
        ("疫苗 Vaccine", "新冠病毒灭活疫苗vero细胞（二针型）" * 3),
        ("備註", "Ümlaut"),
    ],
    "WS1:" + "A0" * 160,
    ["Anybody can check this certificate with the keys that are published. " * 4],
)


def page(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@pytest.mark.parametrize("pdf", [papers.poster(POSTER), papers.form(FORM)], ids=["poster", "form"])
def test_a_paper_is_one_page_that_carries_its_font(pdf: bytes) -> None:
    (only,) = page(pdf).pages

    fonts = [each.get_object() for each in only["/Resources"]["/Font"].values()]
    embedded = [font for font in fonts if "/FontFile2" in font.get("/FontDescriptor", {})]
    used = [font for font in fonts if "NotoSansSC" in font["/BaseFont"]]
    assert used
    assert used == embedded
    assert len(pdf) < 100_000


def test_a_poster_says_all_it_was_given() -> None:
    text = page(papers.poster(POSTER)).pages[0].extract_text()

    assert [line for line in (POSTER.title, POSTER.subtitle, *POSTER.lines) if line not in text] == []


def test_a_form_says_all_it_was_given_and_stays_within_its_margins() -> None:
    text = page(papers.form(FORM)).pages[0].extract_text()

    found = "".join(text.split())
    said = [part for row in FORM.rows for part in row] + list(FORM.notes)
    assert ["".join(part.split()) for part in said if "".join(part.split()) not in found] == []


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("汉" * 100, "Chinese breaks after any character"),
        ("word " * 60, "words stay whole"),
        ("x" * 500, "what is longer than any word is torn apart"),
        ("", "nothing"),
    ],
)
def test_lines_lose_nothing(text: str, comment: str) -> None:
    page = papers._Page("title")

    lines = page._lines(text, 12, 400)

    assert "".join(lines) == text, comment
    assert all(page._font.stringWidth(line.rstrip(), 12) <= 400 for line in lines), comment
    assert text.split() == " ".join(lines).split() or " " not in text, comment


def test_the_same_paper_is_the_same_bytes() -> None:
    assert papers.form(FORM) == papers.form(FORM)
