"""Configuration files: find them, read and check them, merge them, and show the effective settings."""
