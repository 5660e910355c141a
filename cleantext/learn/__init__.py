"""Learning the chrome of a site: a line that most of its documents have is no part of an article.

Documents are read twice. First the lines of each site are counted, by a key of 64 bits (counts.py): of millions of
articles nearly all lines stand in one, and only the numbers of these have room. Then the few lines that are frequent
are looked at where they stand (occurrences.py), and those that read like the article's own are left out (proposals.py).
What is left is written as a profile, which a person reviews (profile_file.py).
"""
