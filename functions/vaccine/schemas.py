"""Words that requests and answers share: ids, and what people say of themselves."""

from typing import Annotated

import msgspec
from msgspec import Meta

from functions.vaccine.policies import MOST_DOSES
from layers.i18n import Language

RegionId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{2,40}$", examples=["beigang"])]
SiteId = Annotated[str, Meta(pattern=r"^[0-9a-f]{12}$", examples=["3f9a1c0b77de"])]
SessionId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$", examples=["3f9a1c0b77de42aa"])]
RecordNumber = Annotated[str, Meta(pattern=r"^[0-9]{13}$", description="编号", examples=["1379318489911"])]
Dose = Annotated[int, Meta(ge=1, le=MOST_DOSES, description="第几针")]
PersonName = Annotated[str, Meta(min_length=1, max_length=60, description="姓名")]
Nationality = Annotated[str, Meta(min_length=2, max_length=3, description="国籍（地区）", examples=["CN"])]
DocumentNumber = Annotated[
    str, Meta(min_length=5, max_length=40, description="身份证号", examples=["11010519491231002X"])
]
PhoneNumber = Annotated[str, Meta(min_length=8, max_length=20, description="手机", examples=["13812341234"])]
Remark = Annotated[str, Meta(max_length=255, description="备注说明")]
Pdf = Annotated[str, Meta(description="base64")]
Svg = Annotated[str, Meta(description="an SVG image")]


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a site is, in the three languages; empty where nobody has translated it."""

    zh_hans: Annotated[str, Meta(min_length=1, max_length=200)] = msgspec.field(name=Language.ZH_HANS.value)
    zh_hant: Annotated[str, Meta(max_length=200)] = msgspec.field(name=Language.ZH_HANT.value, default="")
    en: Annotated[str, Meta(max_length=200)] = msgspec.field(name=Language.EN.value, default="")
