"""The clock by which everything inside a site's process is measured."""

import os
import time

WALL, PROCESSOR = "wall", "processor"


def now() -> float:
    """Return seconds by the wall clock, or those that the processor has spent on us.

    The second, chosen by `BENCH_CLOCK`, is for machines that others keep busy. It does
    not see what a database server does.
    """
    if os.environ.get("BENCH_CLOCK") == PROCESSOR:
        return time.process_time()
    return time.perf_counter()
