"""A fitted model of the lines that no rule matches: what words of them say, and where they stand.

`words.py` scores a line by its words, `surroundings.py` describes where it stands, `trees.py` judges both together, and
`judge.py` says which lines are chrome by this, and why. The weights are numbers fitted on labelled pages and on lines
written for the purpose: `python -m tests.line_model` makes weights.json anew.
"""

from .judge import likely_chrome

__all__ = ["likely_chrome"]
