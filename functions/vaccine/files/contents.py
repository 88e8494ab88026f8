"""Files of tasks: they come and go in parts, each sealed and small enough for one call of the API."""

from pathlib import Path

from functions.vaccine.errors import NoSuchTask
from functions.vaccine.files import store
from functions.vaccine.tables import Task

PART = 2 << 20
"""Bytes of a part: three of them would be more than a Lambda function may answer."""

MOST_PARTS = 12
"""Parts of an uploaded file."""


def take_part(task: Task, number: int, content: bytes) -> None:
    """Keep a part of an uploaded file; the same part again replaces it. Raises TaskMovedOn."""
    store.write_object(task, _uploaded(number), content)
    store.note_part(task, number)


def assemble(task: Task, path: Path) -> None:
    """Write an uploaded file to `path`, part after part."""
    with path.open("wb") as file:
        for number in _numbers(task):
            file.write(store.read_object(task, _uploaded(number), bytes))


def keep_result(task: Task, path: Path) -> int:
    """Keep a file as the task's result, and return how many parts it has."""
    number = 0
    with path.open("rb") as file:
        while content := file.read(PART):
            store.write_object(task, _result(number), content)
            number += 1
    return number


def result_part(task: Task, number: int) -> bytes:
    """Return a part of a task's result; raises NoSuchTask where it is gone."""
    if number >= task.file_parts:
        raise NoSuchTask
    content: bytes = store.read_object(task, _result(number), bytes)
    return content


def remove_uploaded(task: Task) -> None:
    """Remove what was uploaded; harmless where it is gone."""
    store.remove_objects(task, map(_uploaded, _numbers(task)))


def _numbers(task: Task) -> list[int]:
    return sorted(map(int, task.uploaded or ()))


def _uploaded(number: int) -> str:
    return f"uploaded-{number:02d}"


def _result(number: int) -> str:
    return f"result-{number:03d}"
