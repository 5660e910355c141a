"""What can go wrong with inputs, outputs and processes, done for real. Test names begin with the number of the case."""
