"""The exit codes of the command, by the conventions of shells: 128 + the number of the signal."""

SUCCESS, WOULD_CHANGE, ERROR, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
