"""Examples of the lottery."""

from tests.examples.example import Example, Examples
from tests.world import OPEN, PUBLISHED

_TODAY, _YESTERDAY = {"period": OPEN}, {"period": PUBLISHED}
_OFFER = {**_YESTERDAY, "day": "2022-07-19"}

EXAMPLES: Examples = {
    "show_current_period": lambda _: Example(),
    "list_periods": lambda _: Example(),
    "show_results": lambda _: Example(params=_YESTERDAY),
    "find_result": lambda world: Example(params={**_YESTERDAY, "application": world.won}),
    "show_rules": lambda _: Example(),
    "show_proof": lambda _: Example(params=_YESTERDAY),
    "show_fairness": lambda _: Example(params=_YESTERDAY),
    "list_fairness": lambda _: Example(),
    "list_standby": lambda _: Example(params=_YESTERDAY),
    "list_my_standby_offers": lambda world: Example(by=world.asked),
    "accept_standby_offer": lambda world: Example(by=world.asked, params=_OFFER),
    "decline_standby_offer": lambda world: Example(by=world.asked, params=_OFFER),
    "show_eligibility": lambda _: Example(params=_TODAY),
    "submit_application": lambda world: Example(
        params=_TODAY, body={"dates": ["2022-07-14", "2022-07-16"], "captcha": world.captcha()}
    ),
    "show_application": lambda world: Example(by=world.zhang, params=_TODAY),
    "change_application": lambda world: Example(
        by=world.zhang, params=_TODAY, body={"dates": ["2022-07-14", "2022-07-16"]}
    ),
    "withdraw_application": lambda world: Example(by=world.zhang, params=_TODAY),
    "list_my_draws": lambda world: Example(by=world.wang),
    "show_calendar": lambda _: Example(query={"month": "2022-07"}),
    "show_period": lambda _: Example(params=_TODAY),
    "show_quotas": lambda _: Example(params={"period": "20220715"}),
    "change_quotas": lambda _: Example(
        params={"period": "20220715"}, body={"quotas": {"2022-07-16": 10, "2022-07-17": 0}, "version": 0}
    ),
    "postpone_period": lambda _: Example(
        params=_TODAY, body={"reason": "a typhoon", "publishes_at": "2022-07-13T14:00:00Z"}
    ),
    "waive_beacon": lambda world: Example(
        params={"period": world.waiting_for_beacon()}, body={"reason": "the relays are out of reach"}
    ),
}
