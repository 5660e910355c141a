"""Many documents: what is asked for, the work on each, in this process or in others, and where it goes."""
