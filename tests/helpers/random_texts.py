"""Random texts in which half of the characters are those of the code page, for tests of what works on its bytes."""

from hypothesis import strategies as st

from cleantext.vietnamese.codepage import CHARACTERS, OTHER

IN_CODEPAGE = sorted(CHARACTERS - {OTHER})
TEXTS = st.text(st.one_of(st.sampled_from(IN_CODEPAGE), st.characters()))
