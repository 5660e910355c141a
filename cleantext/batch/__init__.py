"""Clean many documents: plan a run, clean each document here or in worker processes, and write the results."""
