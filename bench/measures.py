"""What is measured; each function gives one result."""

from __future__ import annotations

import datetime as dt
import html
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.case_list import case_list_200
from bench.dataset import VISITS
from bench.minutes import minutes_page_200, minutes_pdf_200
from bench.results import Result
from bench.room import meeting_page_200, notice_pack_200
from bench.timing import median_ms, median_us
from samspel.access.models import User
from samspel.people.models import Body
from samspel.rules.catalogue import ACTS
from samspel.rules.judging import compile_ruleset
from samspel.rules.rulebook import load_shipped

ROWS = 200
PAGES_FOR_MEMORY = 300


@cache
def _client(secretary: bool) -> Client:
    """Give a signed-in client: the boards' secretary, or somebody elected."""
    users = User.objects.order_by("id")
    client = Client()
    client.force_login(users[0] if secretary else users[1])
    return client


def _page(name: str, address: str, *, secretary: bool, rows: int | None = None) -> Result:
    client = _client(secretary)
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {address} svarade {answer.status_code}")
    statements = _statements(client, address)
    value = median_ms(lambda: client.get(address))
    share = value / _empty_ms()
    return Result(name, value, "ms", rows, statements, share, "en tom vy")


def _statements(client: Client, address: str) -> int:
    """Count a page's statements; read at once, since the next request forgets them."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@cache
def _empty_ms() -> float:
    client = Client()
    return median_ms(lambda: client.get("/tom/"), runs=200)


def empty_view() -> Result:
    """A view that does nothing."""
    statements = _statements(Client(), "/tom/")
    return Result("empty_view", _empty_ms(), "ms", statements=statements)


def start_page() -> Result:
    """The start page of somebody elected to several bodies."""
    return _page("start_page", reverse("desk:start"), secretary=False)


def visit_list_200() -> Result:
    """The list of visits, 200 rows on one page, beside the same rows without the framework."""
    address = f"{reverse('visits:list')}?visa=alla&antal={ROWS}"
    result = _page("visit_list_200", address, secretary=True, rows=ROWS)
    plain = median_ms(_rows_without_framework)
    return Result(
        result.name,
        result.value,
        "ms",
        ROWS,
        result.statements,
        result.value / plain,
        f"samma rader utan ramverket ({plain:.1f} ms)",
    )


def _rows_without_framework() -> str:
    """Read the same rows by one statement and write them as a table by hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.uuid, u.name, o.name, v.starts_at, v.state, "
            "string_agg(p.given_name || ' ' || p.family_name, ', ') "
            "FROM (SELECT * FROM visits_visit"
            " ORDER BY COALESCE(held_from, starts_at, created_at) DESC, id LIMIT %s) v "
            "JOIN people_unit u ON u.id = v.unit_id "
            "JOIN people_operation o ON o.id = v.operation_id "
            "JOIN visits_visitor r ON r.visit_id = v.id JOIN people_person p ON p.id = r.person_id "
            "GROUP BY v.id, v.uuid, v.starts_at, v.state, u.name, o.name "
            "ORDER BY v.starts_at DESC",
            [ROWS],
        )
        return "".join(
            "<tr><td>" + "</td><td>".join(html.escape(str(cell)) for cell in row) + "</td></tr>"
            for row in cursor.fetchall()
        )


def coverage() -> Result:
    """Which operations have a contact politician, now and on a later day."""
    address = f"{reverse('visits:coverage')}?organ={_board().uuid}"
    return _page("coverage", address, secretary=True, rows=30)


def fairness() -> Result:
    """The overview over all visits, from both sides."""
    address = f"{reverse('visits:overview')}?organ={_board().uuid}&ar=2025"
    return _page("fairness", address, secretary=True, rows=VISITS)


def _board() -> Body:
    return Body.objects.get(short_name="KS")


def judge_act() -> Result:
    """One booking judged by the executive board's guideline, in memory."""
    compiled = compile_ruleset(load_shipped("lindakra/kontaktpolitiker-kommunstyrelsen"))
    day = dt.date(2026, 11, 12)
    facts = _booking_facts()
    value = median_us(lambda: compiled.judge("visit.book", facts, day))
    nothing = median_us(_nothing)
    rules = len(compiled.judge("visit.book", facts, day).findings)
    return Result("judge_act", value, "µs", rules, 0, value / nothing, "en tom funktion")


def _booking_facts() -> dict[str, object]:
    given = {
        "booking.initiator": "unit",
        "visitor.is_appointed": True,
        "visitor.visits_this_year": 1,
        "booking.chair_has_decided": False,
        "booking.others_can": True,
        "booking.others_count": 1,
        "visit.kind": "contact",
    }
    offered = {
        each if isinstance(each, str) else each.name for each in ACTS["visit.book"].facts
    }
    return {name: value for name, value in given.items() if name in offered}


def _nothing() -> None:
    return None


def worker_memory() -> Result:
    """Resident memory of one web worker after 300 pages of different kinds."""
    port = _free_port()
    environment = {**os.environ, "SAMSPEL_PROCESS": "web", "SAMSPEL_HOSTS": "127.0.0.1"}
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "samspel.config.wsgi:application",
            f"--bind=127.0.0.1:{port}",
            "--worker-class=gthread",
            "--threads=4",
            "--workers=1",
            "--no-control-socket",
        ],
        env=environment,
        cwd=Path(__file__).resolve().parent.parent,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port)
        _read_pages(port)
        return Result("worker_memory", _worker_rss(server.pid), "MB", PAGES_FOR_MEMORY)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _read_pages(port: int) -> None:
    cookie = _client(secretary=True).cookies["sessionid"].value
    pages = [
        reverse("desk:start"),
        f"{reverse('visits:list')}?visa=alla&antal={ROWS}",
        reverse("visits:coverage"),
        reverse("portal:home"),
    ]
    for number in range(PAGES_FOR_MEMORY):
        request = Request(
            f"http://127.0.0.1:{port}{pages[number % len(pages)]}",
            headers={"Cookie": f"sessionid={cookie}"},
        )
        urlopen(request, timeout=30).read()  # noqa: S310  our own address


def _worker_rss(master: int) -> float:
    """Give the resident memory of the master's one worker, in megabytes."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    status = Path(f"/proc/{children[0]}/status").read_text()
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    for _each in range(200):
        with suppress(URLError, ConnectionError, TimeoutError):
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
            return
        time.sleep(0.1)
    raise SystemExit("worker_memory: webben svarade inte")


ALL: dict[str, Callable[[], Result]] = {
    each.__name__: each
    for each in (
        empty_view,
        start_page,
        visit_list_200,
        case_list_200,
        meeting_page_200,
        notice_pack_200,
        minutes_page_200,
        minutes_pdf_200,
        coverage,
        fairness,
        judge_act,
        worker_memory,
    )
}
