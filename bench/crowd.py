"""The same page asked for by eight at once: what each of them waits, in one process.

Threads share the interpreter, as the threads of one web worker do; each has its own
connection to the database.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client

from bench.results import Result

CLIENTS, RUNS, WARM = 8, 12, 2


def with_crowd(result: Result, client: Client, address: str) -> Result:
    """Give the result with the median that eight clients wait for the page, in its words."""
    clients = [_like(client) for _each in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        times = [
            each for row in pool.map(lambda c: _asked(c, address), clients) for each in row
        ]
    said = f"{result.reference}; {CLIENTS} klienter: {median(times) * 1000:.0f} ms"
    return replace(result, reference=said)


def _like(client: Client) -> Client:
    """Give another client that is signed in as the same person."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other


def _asked(client: Client, address: str) -> list[float]:
    """Ask for the page again and again; give how long each answer took."""
    try:
        times = []
        for _run in range(RUNS):
            began = perf_counter()
            client.get(address)
            times.append(perf_counter() - began)
        return times[WARM:]
    finally:
        connection.close()
