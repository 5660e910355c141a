"""Find, open, read and write files and standard streams. Independent of what the text means."""
