"""UTF-8 that was read in another encoding: what it looks like, and how lines and words of it are turned back."""
