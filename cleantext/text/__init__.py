"""Text and lines as all filters see them: splitting, classifying and comparing lines, finding rare characters."""
