"""Nucleic-acid results as answers."""

from functions.healthcode.scenes import results, store_tests
from functions.healthcode.scenes.passes import Answer
from functions.healthcode.scenes.schemas_labs import LabTest, MyTest, SheetAnswer, TestResult
from functions.healthcode.scenes.tables import Test
from functions.healthcode.scenes.views_gate import row_answer
from layers import clock, i18n
from layers.errors import InvalidInput
from layers.i18n import Language


def my_test(item: Test) -> MyTest:
    """Return a result to those who show the code of whom it is."""
    sampled_at, brought = clock.from_iso(item.sampled_at), store_tests.origin(item)
    return MyTest(sampled_at, _result(item), item.name, brought)


def my_tests(person: str) -> list[MyTest]:
    """Return somebody's results to those who show their code."""
    return [my_test(item) for item in results.results_of(person)]


def lab_test(item: Test, name: str) -> LabTest:
    """Return a result to the laboratory that delivered it."""
    sampled_at, received_at = clock.from_iso(item.sampled_at), clock.from_iso(item.received_at)
    return LabTest(sampled_at, received_at, name, _result(item))


def sheet_answer(number: int, answer: Answer, language: Language) -> SheetAnswer:
    """Return what became of a row of a file."""
    said, refusal = row_answer(answer, language), answer.refusal
    detail = _faults(refusal, language) if isinstance(refusal, InvalidInput) else said.detail
    return SheetAnswer(number, said.client, said.outcome, said.code, detail)


def _faults(refusal: InvalidInput, language: Language) -> str:
    """Return what is wrong with a row, column by column."""
    return " ".join(
        f"{i18n.say(f'test_column.{fault.field}', language)}: "
        f"{i18n.say(f'field.{fault.code}', language, **dict(fault.details))}"
        for fault in refusal.faults
    )


def _result(item: Test) -> TestResult:
    return TestResult.POSITIVE if item.positive else TestResult.NEGATIVE
