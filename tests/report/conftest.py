"""One browser for all tests of the page of the report."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.helpers.browser import started


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """Yield a browser without a window."""
    browser = started()
    yield browser
    browser.quit()
