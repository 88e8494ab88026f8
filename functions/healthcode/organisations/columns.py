"""The columns of a file of staff: their names in three languages, and the file to fill in."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from functions.admin import service as admin
from functions.admin.service import Region
from functions.healthcode import inputs
from layers import excel_writing, i18n
from layers.excel_writing import Column, Sheet
from layers.i18n import Language
from layers.principals import CITY

i18n.add_catalogue(Path(__file__).with_name("sheets.json"))

FIELDS = (
    "name",
    "number",
    "phone",
    "region",
    "address",
    "temperature",
    "symptoms",
    "history",
    "nationality",
    "remark",
)
"""In the template's order, by the names that the form gives them."""

REQUIRED = frozenset({"name", "number", "phone", "region", "address"})
"""What has to be there; about the others every row may be silent."""

_ALSO = {
    "number": ("身份证", "身份证号", "身份证号码", "证件号", "身份證號", "ID number"),
    "phone": ("手机号", "手机号码", "电话", "联系电话", "電話", "Mobile"),
    "region": ("街道", "乡镇", "街道/乡镇", "网格", "Street"),
    "address": ("地址", "目前所在地址", "居住地"),
    "symptoms": ("症状", "健康状态"),
    "history": ("接触史",),
}
"""Other names of columns, as people write them."""


def name(field: str, language: Language) -> str:
    """Return what a column is called."""
    return i18n.say(f"staff_column.{field}", language)


def known_names() -> dict[str, Collection[str]]:
    """Return by which names each column is known, in any language."""
    sentences = i18n.sentences()
    return {field: {*sentences[f"staff_column.{field}"].values(), *_ALSO.get(field, ())} for field in FIELDS}


def lived_in() -> list[Region]:
    """Return the streets and grids that a row may name."""
    return [region for region in admin.within(CITY) if inputs.lives_in(region.id)]


def template(language: Language, now: datetime) -> bytes:
    """Return the file to fill in, with the names of streets and grids on a sheet of their own."""
    staff = [Column(name(field, language), width=20) for field in FIELDS]
    places = [[i18n.name(region.names, language)] for region in lived_in()]
    sheets = [
        Sheet(i18n.say("staff_sheet.staff", language), staff, []),
        Sheet(
            i18n.say("staff_sheet.regions", language), [Column(name("region", language), width=30)], places
        ),
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        excel_writing.write(path, sheets, now)
        return path.read_bytes()
