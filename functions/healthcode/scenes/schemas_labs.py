"""Requests and answers of laboratories, and of who was tested: the contract that OpenAPI shows."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import DocumentType
from functions.healthcode.scenes.passes import Outcome
from functions.healthcode.scenes.schemas_gate import VisitToken
from functions.healthcode.scenes.schemas_places import Client
from layers.validation import Instant

MOST_TESTS = 200
"""Results of one delivery: each is a transaction, and all must fit one call."""

MOST_ROWS = 500
"""Rows of one Excel file; a file of these takes some ten seconds."""

SHEET_BYTES = 1 << 20

TestKey = Annotated[str, Meta(min_length=20, max_length=100, description="The laboratory's key")]


class TestResult(StrEnum):
    """What a nucleic-acid test found."""

    __test__ = False  # pytest takes every Test… for its own

    NEGATIVE = "NEGATIVE"  # 阴性
    POSITIVE = "POSITIVE"  # 阳性


class TestRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A result: of whom a `visit` was scanned at sampling, or of a document; `client` is the sample's id."""

    client: Client
    sampled_at: Instant
    result: TestResult
    visit: VisitToken = ""
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", examples=["CN"])] = "CN"
    document_type: DocumentType = DocumentType.RESIDENT_ID
    number: Annotated[str, Meta(min_length=1, max_length=64, description="证件号码")] = ""


class TestUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some results; each stands by itself."""

    tests: Annotated[list[TestRow], Meta(min_length=1, max_length=MOST_TESTS)]


class KeyedUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some results, delivered by a laboratory's own system."""

    key: TestKey
    tests: Annotated[list[TestRow], Meta(min_length=1, max_length=MOST_TESTS)]


class KeyView(msgspec.Struct, frozen=True):
    """A laboratory's key, shown this once."""

    token: str


class TestSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An Excel file of results, base64."""

    content: Annotated[bytes, Meta(min_length=1, max_length=SHEET_BYTES)]


class SheetTemplate(msgspec.Struct, frozen=True):
    """The Excel file to fill in, base64."""

    content: bytes


class SheetAnswer(msgspec.Struct, frozen=True):
    """What became of a row of a file, by the number that Excel shows beside it."""

    row: int
    client: str
    outcome: Outcome
    code: str
    detail: str


class MyTest(msgspec.Struct, frozen=True):
    """A nucleic-acid result, to who was tested; `origin` names, by language, where it was brought from."""

    sampled_at: datetime
    result: TestResult
    lab: str
    origin: dict[str, str] | None = None


class LabTest(msgspec.Struct, frozen=True):
    """A result of the laboratory's own, the person masked, unnamed where they have no code."""

    sampled_at: datetime
    received_at: datetime
    name: str
    result: TestResult
