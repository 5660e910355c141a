"""`Lines` is a list of lines that remembers which are not blank."""

from hypothesis import given
from hypothesis import strategies as st

from cleantext.text.lines import Lines


@given(st.lists(st.text(st.sampled_from(" aêÊ.ü\t"))))
def test_lines_are_those_given_and_know_which_are_not_blank(texts: list[str]) -> None:
    lines = Lines.of(texts)
    assert list(lines) == texts
    assert Lines.of(lines) is lines
    assert lines.nonblank_indexes == [index for index, line in enumerate(texts) if line.strip()]
    assert lines.nonblank == [line for line in texts if line.strip()]
