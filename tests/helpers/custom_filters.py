"""Texts for the filter `stars` that tests of custom filters and of plugins define: with its rows, and without."""

from tests.conftest import SENTENCE

STARRED = f"{SENTENCE}\n\n* * *\n\n{SENTENCE[:-1]} nay.\n"
PLAIN = f"{SENTENCE}\n\n{SENTENCE[:-1]} nay."
