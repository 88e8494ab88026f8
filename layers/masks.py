"""Personal data with its middle hidden, as the published result and the booking pages show it.

The manual's examples fix the rules: four characters are hidden whatever their number was, two
stay in front, and of what follows no more stays than in the longest example. A short text shows
less, never more: at most what it has beyond four characters.
"""

import re

_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

# The Ministry of Public Security's name report for 2020, and the rest of the common ones, simplified
# and traditional.
_SURNAMES_OF_TWO = """
    欧阳 歐陽 上官 皇甫 令狐 诸葛 諸葛 司徒 司马 司馬 申屠 夏侯 贺兰 賀蘭 完颜 完顏 慕容 尉迟 尉遲
    长孙 長孫 东方 東方 南宫 南宮 西门 西門 独孤 獨孤 公孙 公孫 轩辕 軒轅 钟离 鍾離 宇文 濮阳 濮陽
    淳于 单于 單于 太史 端木 公羊 澹台 澹臺 赫连 赫連 闻人 聞人 呼延 拓跋 司空 司寇 百里 东郭 東郭
    万俟 第五
"""
_COMPOUND_SURNAMES = frozenset(_SURNAMES_OF_TWO.split())

# What a place's name doesn't hold: the words that end one, and all that belongs to street and house.
_NAMED = r"[^省市区區县縣路街巷弄号號村镇鎮乡鄉\s0-9A-Za-z]"
# 小区, 园区 and 社区 are where somebody lives, not the district.
_DOWN_TO_DISTRICT = re.compile(
    rf"((?:{_NAMED}{{2,6}}(?:省|自治[区區]))?"
    rf"(?:{_NAMED}{{1,8}}(?:市|自治州|地[区區]|盟))?"
    rf"(?:{_NAMED}{{1,8}}(?:(?<![小园園社])[区區]|[县縣旗市]))?).*",
    re.DOTALL,
)


def name(text: str) -> str:
    """Return 张* for two characters, 张*雄 for three, Ar**** Smith and Ry****ohnson for letters.

    After a compound surname the given name is masked: 欧阳*雄. From five Chinese characters on only
    the first (or the surname) and the last show. The manual masks four as 测*11, and so does this.
    """
    if _HAN.search(text):
        # A space or dot between the characters must not be what gets hidden.
        return _chinese_name("".join(filter(str.isalnum, text)))
    return _hide(" ".join(text.split()), head=2, tail=6)


def document(number: str) -> str:
    """Return EB****269 for nine characters and more, 22****02 for eight, less of shorter ones."""
    return _hide(number, head=2, tail=3)


def application_number(text: str) -> str:
    """Return 2807*****5730."""
    return _hide(text, head=4, tail=4, hidden=5)


def phone(text: str) -> str:
    """Return 138****1234, and with a country code +86 138****1234; 51****78 for eight digits."""
    code = next((code for code in ("+86", "+852", "+853") if text.startswith(code)), "")
    return f"{code} {_hide(text[len(code) :].strip(), head=3, tail=4)}".strip()


def address(text: str) -> str:
    """Return an address down to its district, 广东省深圳市福田区****; one that names none is all hidden."""
    return _DOWN_TO_DISTRICT.sub(r"\1****", text.strip(), count=1)


def _chinese_name(whole: str) -> str:
    if len(whole) == 1:
        return "*"
    shown = 2 if len(whole) > 2 and whole[:2] in _COMPOUND_SURNAMES else 1
    if len(whole) > 4:
        return f"{whole[:shown]}***{whole[-1]}"
    return f"{whole[:shown]}*{whole[shown + 1 :]}"


def _hide(text: str, *, head: int, tail: int, hidden: int = 4) -> str:
    shown = max(0, len(text) - hidden)
    front = min(head, (shown + 1) // 2)
    back = min(tail, shown - front)
    return text[:front] + "*" * hidden + text[len(text) - back :]
