"""A page in Debian's Chromium, without a window, as tests read and click it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.conftest import needs


def started() -> Chrome:
    """Start the browser; skip the test where there is none."""
    needs("chromium")
    needs("chromedriver")
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return Chrome(options=options, service=Service(shutil.which("chromedriver")))


class Shown:
    """A page in the browser."""

    def __init__(self, browser: Chrome, path: Path) -> None:
        self.browser = browser
        browser.get(path.as_uri())
        self.until("return document.querySelector('#tiles').children.length > 0")

    def until(self, condition: str) -> None:
        """Wait until a script gives something true."""
        WebDriverWait(self.browser, 10).until(lambda browser: browser.execute_script(condition))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true that the page does not show."""
        WebDriverWait(self.browser, 10, poll_frequency=0.05).until(lambda _: condition())

    def texts(self, selector: str) -> list[str]:
        """Return the text of each visible element that a selector finds."""
        found = self.browser.find_elements(By.CSS_SELECTOR, selector)
        return [element.text for element in found if element.is_displayed()]

    def click(self, selector: str) -> None:
        """Click on the first element that a selector finds, where it shows."""
        element = self.browser.find_element(By.CSS_SELECTOR, selector)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def write(self, selector: str, text: str) -> None:
        """Write into a box, in place of what is there."""
        box = self.browser.find_element(By.CSS_SELECTOR, selector)
        box.clear()
        box.send_keys(text)

    def choose(self, selector: str, option: str) -> None:
        """Choose from a list by what it shows."""
        Select(self.browser.find_element(By.CSS_SELECTOR, selector)).select_by_visible_text(option)

    def open(self, name: str) -> None:
        """Open a document, and wait for its lines."""
        self.click(f"details[data-place='{self._place(name)}'] summary")
        self.until(f"return document.querySelector(\"details[data-place='{self._place(name)}'] .row\")")

    def _place(self, name: str) -> str:
        for box in self.browser.find_elements(By.CSS_SELECTOR, "#list details"):
            if box.find_element(By.CSS_SELECTOR, ".name").text == name:
                return box.get_attribute("data-place") or ""
        raise LookupError(name)

    def complaints(self) -> list[Any]:
        """Return the console's messages: errors of scripts, and what the page's policy has blocked."""
        log: list[Any] = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return log
