"""The exit codes of the command, as the conventions of shells have them (128 + the number of the signal)."""

FINE, WOULD_CHANGE, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
