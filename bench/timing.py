"""Taking time: medians over many runs, garbage collection as in use."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter


def median_ms(call: Callable[[], object], *, runs: int = 60, warm: int = 5) -> float:
    """Give the median time of a call in milliseconds."""
    for _each in range(warm):
        call()
    times = []
    for _each in range(runs):
        began = perf_counter()
        call()
        times.append(perf_counter() - began)
    return median(times) * 1000


def medians_ms(
    *calls: Callable[[], object],
    runs: int,
    warm: int = 1,
    between: Callable[[], object] = lambda: None,
) -> list[float]:
    """Give the median of each call in milliseconds, the calls taking turns.

    So that what is set beside another is measured under the same load, and neither finds
    the compiler's memory warmer than the other. What is done between them isn't counted.
    """
    times: list[list[float]] = [[] for _call in calls]
    for turn in range(warm + runs):
        for call, taken in zip(calls, times, strict=True):
            began = perf_counter()
            call()
            if turn >= warm:
                taken.append(perf_counter() - began)
            between()
    return [median(taken) * 1000 for taken in times]


def median_us(call: Callable[[], object], *, runs: int = 200, each: int = 200) -> float:
    """Give the median time of a quick call in microseconds, over batches."""
    call()
    times = []
    for _run in range(runs):
        began = perf_counter()
        for _each in range(each):
            call()
        times.append((perf_counter() - began) / each)
    return median(times) * 1_000_000
