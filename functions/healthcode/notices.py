"""Messages to people about their codes."""

from functions.healthcode.colours import Reason, Verdict
from functions.healthcode.records import Details
from functions.healthcode.rules import Rules
from layers import i18n, masks
from layers.i18n import Language
from layers.outbox import notice
from layers.transaction import Step


def colour_changed(message_id: str, details: Details, verdict: Verdict, rules: Rules) -> Step:
    """Return the step that tells of another colour: why, and when it can end at the earliest."""
    return notice(
        message_id,
        f"health_{verdict.colour}",
        details.contact,
        name=masks.name(details.name),
        reasons=i18n.series(
            (why(reason, rules, details.language) for reason in verdict.reasons), details.language
        ),
        until=verdict.earliest_end,
    )


def why(reason: Reason, rules: Rules, language: Language) -> str:
    """Return a reason in the words of the rules; a rule that is gone leaves the kind's name."""
    cause = rules.of(reason.kind)
    return i18n.name(cause.texts, language) if cause else reason.kind
