"""What every filter asks of text and its lines: what a line is, and whether two lines say the same."""
