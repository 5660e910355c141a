"""Choose the filters for a document, run them, and check that each does only what its kind may do."""
