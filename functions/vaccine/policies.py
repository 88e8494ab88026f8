"""What staff may change about vaccine appointments without a deployment; the vaccines themselves too."""

from datetime import time
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.vaccine.doses import Rules
from layers import policy
from layers.attempts import PatiencePolicy

MOST_DOSES = 6

Minutes = Annotated[int, Meta(ge=1, le=1440)]
Days = Annotated[int, Meta(ge=0, le=3660)]
Age = Annotated[int, Meta(ge=0, le=150)]
Tries = Annotated[int, Meta(ge=1, le=100)]
Sentence = Annotated[str, Meta(min_length=1, max_length=2000)]
VaccineId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{2,40}$", examples=["vero"])]
VaccineCode = Annotated[
    str, Meta(pattern=r"^[0-9]{1,20}$", description="编号", examples=["1379696357380038657"])
]
QuestionId = Annotated[str, Meta(pattern=r"^[a-z0-9_]{2,40}$", examples=["allergy"])]


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in the three languages."""

    zh_hans: Sentence = msgspec.field(name="zh-Hans")
    zh_hant: Sentence = msgspec.field(name="zh-Hant")
    en: Sentence


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question about contraindications (禁忌症); whoever answers yes is not booked."""

    id: QuestionId
    texts: Texts


class Vaccine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vaccine: 编号, 名称, doses, and the days between each dose and the one before it."""

    id: VaccineId
    code: VaccineCode
    names: Texts
    doses: Annotated[int, Meta(ge=1, le=MOST_DOSES)]
    intervals: Annotated[tuple[Days, ...], Meta(max_length=MOST_DOSES - 1)]
    min_age: Age = 18
    max_age: Age = 150
    questions: Annotated[tuple[Question, ...], Meta(max_length=20)] = ()
    enabled: bool = True

    def __post_init__(self) -> None:
        if len(self.intervals) != self.doses - 1:
            raise ValueError("intervals: one for each dose but the first")
        if self.min_age > self.max_age:
            raise ValueError("min_age <= max_age")

    def rules(self) -> Rules:
        """Return what the rules of `doses` need."""
        questions = frozenset(question.id for question in self.questions)
        return Rules(self.doses, self.intervals, self.min_age, self.max_age, questions)


def _question(identifier: str, hans: str, hant: str, english: str) -> Question:
    return Question(identifier, Texts(hans, hant, english))


# The manual's notice (预约须知, 二、新冠疫苗接种禁忌症), one question for each of its five points.
_QUESTIONS = (
    _question(
        "allergy",
        "是否对疫苗的活性成分、任何一种非活性成分、生产工艺中使用的物质过敏，或以前接种同类疫苗时出现过敏？",
        "是否對疫苗的活性成分、任何一種非活性成分、生產工藝中使用的物質過敏，或以前接種同類疫苗時出現過敏？",
        "Are you allergic to any substance in this vaccine or used in making it, "
        "or did you have an allergic reaction to a vaccine of this kind before?",
    ),
    _question(
        "severe_reaction",
        "既往是否发生过疫苗严重过敏反应（如急性过敏反应、血管神经性水肿、呼吸困难等）？",
        "既往是否發生過疫苗嚴重過敏反應（如急性過敏反應、血管神經性水腫、呼吸困難等）？",
        "Did you ever have a severe allergic reaction to a vaccine, such as anaphylaxis, "
        "angioedema or difficulty in breathing?",
    ),
    _question(
        "nervous_system",
        "是否患有未控制的癫痫和其他严重神经系统疾病（如横贯性脊髓炎、格林巴利综合症、脱髓鞘疾病等）？",
        "是否患有未控制的癲癇和其他嚴重神經系統疾病（如橫貫性脊髓炎、格林巴利綜合症、脫髓鞘疾病等）？",
        "Do you have uncontrolled epilepsy or another serious disease of the nervous system, "
        "such as transverse myelitis, Guillain-Barré syndrome or a demyelinating disease?",
    ),
    _question(
        "fever",
        "是否正在发热，或患急性疾病，或处于慢性疾病的急性发作期，或患有未控制的严重慢性病？",
        "是否正在發熱，或患急性疾病，或處於慢性疾病的急性發作期，或患有未控制的嚴重慢性病？",
        "Do you have a fever, an acute illness, an acute attack of a chronic disease, "
        "or a severe chronic disease that is not under control?",
    ),
    _question(
        "pregnancy",
        "是否处于妊娠期？",
        "是否處於妊娠期？",
        "Are you pregnant?",
    ),
)


# Names and numbers as in the manual. Days between doses: technical guideline of the National Health
# Commission, first edition, March 2021 (inactivated: 3 weeks or more; CHO cells: 4 weeks or more).
_VACCINES = (
    Vaccine(
        id="vero",
        code="1379696357380038657",
        names=Texts(
            "新冠病毒灭活疫苗vero细胞（二针型）",
            "新冠病毒滅活疫苗vero細胞（二針型）",
            "COVID-19 vaccine, inactivated, Vero cells (two doses)",
        ),
        doses=2,
        intervals=(21,),
        questions=_QUESTIONS,
    ),
    Vaccine(
        id="cho",
        code="1379696399016894466",
        names=Texts(
            "重组新冠病毒疫苗cho细胞（三针型）",
            "重組新冠病毒疫苗cho細胞（三針型）",
            "COVID-19 vaccine, recombinant, CHO cells (three doses)",
        ),
        doses=3,
        intervals=(28, 28),
        questions=_QUESTIONS,
    ),
    Vaccine(
        id="zhongsheng",
        code="1383976849669963777",
        names=Texts(
            "新冠病毒灭活疫苗（中生2针剂）",
            "新冠病毒滅活疫苗（中生2針劑）",
            "COVID-19 vaccine, inactivated (Sinopharm, two doses)",
        ),
        doses=2,
        intervals=(21,),
        questions=_QUESTIONS,
    ),
)


class VaccinesPolicy(policy.Policy, frozen=True):
    """The vaccines (疫苗): names, doses, days between them, ages, questions about contraindications."""

    vaccines: Annotated[tuple[Vaccine, ...], Meta(max_length=50)] = _VACCINES

    def __post_init__(self) -> None:
        for key in ("id", "code"):
            if len({getattr(each, key) for each in self.vaccines}) < len(self.vaccines):
                raise ValueError(f"vaccines: every {key} once")


# The manual's notice, without its second point, which became the questions above.
_NOTICE = Texts(
    "一、接种对象：现阶段接种对象重点为18-59岁新型冠状病毒感染高风险人群。部分60岁以上身体基础健康状况较好的人群，"
    "也可接种。（没有户籍要求）\n二、接种禁忌症：请如实回答预约表中的问题。\n三、接种后注意事项：（1）接种后应在接种"
    "单位的留观区域留观30分钟。（2）注射部位保持干燥，应避免1天内针刺部位接触水，以免影响针眼愈合。",
    "一、接種對象：現階段接種對象重點為18-59歲新型冠狀病毒感染高風險人群。部分60歲以上身體基礎健康狀況較好的人群，"
    "也可接種。（沒有戶籍要求）\n二、接種禁忌症：請如實回答預約表中的問題。\n三、接種後注意事項：（1）接種後應在接種"
    "單位的留觀區域留觀30分鐘。（2）注射部位保持乾燥，應避免1天內針刺部位接觸水，以免影響針眼癒合。",
    "1. Who: mainly people aged 18 to 59 at high risk of infection; people of 60 and more in good health "
    "may be vaccinated too. No household registration is asked for.\n"
    "2. Contraindications: please answer the questions in the form truthfully.\n"
    "3. Afterwards: (1) stay in the observation area of the site for 30 minutes. "
    "(2) Keep the place of the injection dry for a day.",
)


class AppointmentPolicy(PatiencePolicy, frozen=True):
    """Appointments (预约): how long a place is held while the form is filled in, when nobody coming cancels.

    `grace_minutes` after a session's start whoever has not come is cancelled, where the session says
    nothing else; `reminder_at` is local time on the day before. `days_shown` days ahead are on a
    street's page. `elsewhere`: a dose given elsewhere counts when the person names its date. Of wrong look-up
    codes `free_tries` are free, `tries_until_lock` lock, for `lock_minutes`.
    """

    hold_minutes: Minutes = 10
    grace_minutes: Minutes = 60
    reminder_at: time = time(10)
    days_shown: Annotated[int, Meta(ge=1, le=60)] = 14
    elsewhere: bool = True
    notice: Texts = _NOTICE


policy.declare("vaccines", VaccinesPolicy)
policy.declare("appointments", AppointmentPolicy)


def current() -> AppointmentPolicy:
    """Return the policy of appointments in force."""
    return policy.get(AppointmentPolicy)
