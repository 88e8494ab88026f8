"""The application leaves the one logger as Powertools made it (O3)."""

import io
import logging
from contextlib import redirect_stdout

from layers.application import Application
from layers.observability import logger


def test_o3_making_the_application_silences_no_record() -> None:
    with redirect_stdout(io.StringIO()):  # Chalice looks whether a handler writes there already
        Application(app_name="waystation")

    assert logger.log_level == logging.INFO
    assert len(logger.handlers) == 1
