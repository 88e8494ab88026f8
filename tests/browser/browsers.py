"""Starting browsers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

from local import browser as setup


@contextmanager
def launched(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    """Run a browser until the block ends."""
    found = setup.chromium()
    environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
    browser = playwright.chromium.launch(executable_path=found.executable, args=arguments, env=environment)
    try:
        yield browser
    finally:
        browser.close()
