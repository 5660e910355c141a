"""Pages and articles written for this project, every line judged: what is cut, missed and lost on them.

Each line of a .jsonl in tests/data/labelled/ is a document: its text, and for some of its lines (counted from 1) a
label: C site chrome, D a redundant copy, M metadata (either way is fine), U unclear, K a line that must stay. Where the
document is `exhaustive`, all other lines that show something must stay, too; else they are not counted. The pages have
the furniture of many kinds of sites, the articles copies and lines that repeat on purpose.

`python -m tests.helpers.labelled` counts; with `--site-left-out` each site is judged without the phrases and patterns
that were seen on no other.
"""
