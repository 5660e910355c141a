"""The charsets from before Unicode, and cp1258: their tables, the vote that detects them, bytes and lines decoded."""
