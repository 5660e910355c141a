"""Speed, as ratios against something run beside it: `python -m tests.benchmarks`."""
