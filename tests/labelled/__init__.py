"""Documents with every line judged, and how much of their chrome and copies is cut, and of the article lost.

A record of such a file (JSON Lines, gzipped or not) is a document: `id`, `site`, `text`, where it is known the `method`
that made the text of the page, and `labels` for some of its lines (counted from 1): C site chrome, D a redundant copy,
M metadata (either way is fine), U unclear, K a line that must stay. Where the document is `exhaustive`, all other lines
that show something must stay, too; else they are not counted.

Those in tests/data/labelled/ were written for this project: pages with the furniture of many kinds of sites, and
articles with copies and with lines that repeat on purpose. `python -m tests.labelled` measures on them, or on files of
your own.
"""
