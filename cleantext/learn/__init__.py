"""Learn the chrome of a site: a line that many of its documents share is rarely part of an article.

Documents are read twice. First the lines of each site are counted by a key of 64 bits (counts.py): nearly every line of
millions of articles occurs in only one, and memory has room for keys, but not for texts. Then the few frequent lines
are examined in their documents (occurrences.py), and those that seem to be content are left out (proposals.py). The
rest is written as a profile, which a person reviews (profile_file.py).
"""
