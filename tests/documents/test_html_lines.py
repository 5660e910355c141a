"""All visible words of a fragment stay, in lines that end where blocks do."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.documents.html import extract
from cleantext.documents.html_encoding import decode_html
from cleantext.model import CleantextError

LINES = {
    "<p>Một <b>hai</b>ba <i> bốn</i></p>năm": "Một haiba bốn\nnăm",
    "<div>a<div>b</div>c<br/><br>d</div>": "a\nb\nc\nd",
    "<ul><li>một<li>hai</ul><h3>ba</h3>bốn": "một\nhai\nba\nbốn",
    "<table><tr><th>A</th><td>B</td></tr><tr><td><p>C</p></td><td>D</td></tr></table>": "A | B\nC\nD",
    "<figure><img alt='không'><figcaption>Ảnh</figcaption></figure>x": "Ảnh\nx",
    "<pre>a\n  b</pre>\n c\n d": "a\nb\nc d",
    "<script>a</script><style>b</style><!-- c --><p>d": "d",
    "</div>a<section>b": "a\nb",
    "<p>&lt;b&gt; &amp; &#273;": "<b> & đ",
    "a\nb < c, R&D; &amp; 3 > 2": "a\nb < c, R&D; &amp; 3 > 2",
    "<!-- nothing -->": "",
    "<?xml version='1.0' encoding='utf-16'?><p>à</p>": "à",
}


@pytest.mark.parametrize("fragment", LINES)
def test_blocks_end_lines_and_the_rest_stays_in_them(fragment: str) -> None:
    assert extract(fragment) == (LINES[fragment], ())


@given(
    st.lists(st.sampled_from("<p> </p> <b> </b> <br> <li> <ul> </ul> <td> <tr> <table> <h2> xã Hòa &amp; .".split()))
)
def test_no_word_of_a_fragment_is_lost(pieces: list[str]) -> None:
    fragment = " ".join(["<p>", *pieces])
    words = unescape(re.sub("<[^>]*>", " ", fragment)).split()
    found, _ = extract(fragment)
    assert sorted(found.replace("|", " ").split()) == sorted(words)


def test_encodings_of_pages() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset={}">Đường sắt, phố cổ'
    assert decode_html(page.format("iso-8859-1").encode()).encoding == "utf-8"  # a wrong declaration
    assert decode_html(b"<meta charset=iso-8859-1><p>caf\xe9").text.endswith("café")
    assert decode_html("<meta charset=gbk><p>中文".encode("gbk")).text.endswith("中文")
    assert decode_html("<p>中文".encode("gbk"), "gbk").text.endswith("中文")
    with pytest.raises(CleantextError, match="not UTF-8 text"):
        decode_html(b"<meta charset=no-such-name><p>\xff\xfe\xfd")
