"""Show what was done to a document: as JSON, as a diff, on a terminal, on an HTML page."""
