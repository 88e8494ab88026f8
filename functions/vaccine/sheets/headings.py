"""Headings and words of Excel files in three languages, and by which names columns are known."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from layers import i18n
from layers.i18n import Language

i18n.add_catalogue(Path(__file__).with_name("sheets.json"))

_ALSO: Mapping[str, tuple[str, ...]] = {
    "kind": ("类型", "類型"),
    "name": ("接种人", "接种人姓名", "受种者姓名"),
    "number": ("身份证", "身份证号码", "证件号", "证件号码", "身份證", "證件號碼", "ID number", "ID"),
    "phone": ("手机号", "手机号码", "电话", "联系电话", "手機號碼", "電話", "Phone", "Mobile number"),
    "code": ("编号", "編號", "Vaccine code"),
    "vaccine": ("疫苗", "疫苗类型", "疫苗種類", "Vaccine"),
    "dose": ("疫苗针数", "针次", "疫苗针次", "剂次", "針次", "劑次", "第几针", "Dose number"),
    "given_on": ("接种时间", "接種時間", "日期", "Date", "Date given"),
    "grid": ("网格", "網格", "社区", "社區", "村", "Community"),
    "nationality": ("国籍", "國籍", "Nationality"),
    "day": ("日期", "Day"),
    "start": ("开始", "開始", "From", "Start"),
    "end": ("结束", "結束", "截止时间", "To", "End"),
    "site": ("接种点", "接種點", "地点", "地點"),
    "quota": ("名额", "名額", "限额", "Quota"),
    "remark": ("备注说明", "備註說明", "Remarks"),
}
"""Other names of columns, as people write them."""


def column(field: str, language: Language, **values: object) -> str:
    """Return a column's heading."""
    return i18n.say(f"vaccine.column.{field}", language, **values)


def sheet(name: str, language: Language) -> str:
    """Return a sheet's title."""
    return i18n.say(f"vaccine.sheet.{name}", language)


def word(name: str, language: Language, **values: object) -> str:
    """Return a word that stands in cells, such as `state.booked`."""
    return i18n.say(f"vaccine.word.{name}", language, **values)


def reason(code: str, language: Language) -> str:
    """Return why a row was not taken."""
    return i18n.say(f"vaccine.row.{code}", language)


def hint(name: str, language: Language) -> str:
    """Return a sentence of a template's instructions."""
    return i18n.say(f"vaccine.hint.{name}", language)


def known_names(fields: Iterable[str]) -> dict[str, set[str]]:
    """Return by which names each column is known, in any language."""
    sentences = i18n.sentences()
    return {
        field: {*sentences[f"vaccine.column.{field}"].values(), *_ALSO.get(field, ())} for field in fields
    }


def all_words(prefix: str) -> dict[str, str]:
    """Return what each word in any language stands for: 团体预约, Group → group with the prefix `kind`."""
    start = f"vaccine.word.{prefix}."
    return {
        said: key.removeprefix(start)
        for key, sentence in i18n.sentences().items()
        if key.startswith(start)
        for said in sentence.values()
    }
