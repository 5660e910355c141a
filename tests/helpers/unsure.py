"""A page of the project's labelled ones of which --strict leaves lines that go without it."""

from functools import cache

from cleantext import Chain, clean
from tests.labelled.documents import OWN, read

STRICT = Chain().with_options("site-chrome", strict=True)


@cache
def unsure_page() -> str:
    """Return the text of the page. Raise StopIteration if there is none: then the option does nothing."""
    texts = (document.text for path in OWN for document in read(path))
    return next(text for text in texts if clean(text) != STRICT.clean(text))
