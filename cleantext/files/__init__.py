"""Files and standard streams: finding, opening, reading and writing them. Knows nothing of text."""
