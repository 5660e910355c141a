"""Configuration in files: where it is found, what a file may say, which file counts, and how that is shown."""
