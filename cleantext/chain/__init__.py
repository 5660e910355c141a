"""Which filters run on a document, running them, and holding them to what their kind may do."""
