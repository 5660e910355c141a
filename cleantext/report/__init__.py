"""What was done to a document, shown: as JSON, as a diff, on a terminal, as a page of HTML."""
