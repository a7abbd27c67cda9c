"""Measures several things in turns, so that what disturbs one disturbs all."""

import time
from collections.abc import Callable, Mapping
from statistics import median

WARM_UP = 3
FEWEST, MOST = 3, 25
PATIENCE_SECONDS = 12.0
"""How long one thing may be measured, beyond the fewest times."""

Sample = Callable[[], float]


def in_turns(
    samples: Mapping[str, Sample],
    *,
    most: int = MOST,
    warm_up: int = WARM_UP,
    patience: float = PATIENCE_SECONDS,
) -> dict[str, float]:
    """Return the median of each sample, in seconds.

    A B C, A B C, …: at most `most` rounds, fewer of what takes long. The warm-up does
    not count; what is slow is warmed up once.
    """
    for sample in samples.values():
        for _round in range(warm_up):
            if sample() > 1:
                break
    taken: dict[str, list[float]] = {name: [] for name in samples}
    spent = dict.fromkeys(samples, 0.0)
    for turn in range(most):
        for name, sample in samples.items():
            if turn >= min(FEWEST, most) and spent[name] > patience:
                continue
            start = time.perf_counter()
            taken[name].append(sample())
            spent[name] += time.perf_counter() - start
    return {name: median(values) for name, values in taken.items()}
