"""A refusal writes nothing: the whole of what an act could have written is compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from samspel.foundation.refusal import Refused
from tests.everything import everything as written

# What an act of the visits could write to.
everything = partial(
    written, "visits", "audit", "messaging", "rulebooks", "meetings", "documents"
)


@contextmanager
def refused(
    match: str, kind: type[Refused] = Refused
) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal with the Swedish text, and that nothing at all was written."""
    before = everything()
    with pytest.raises(kind) as caught:
        yield caught
    assert match in caught.value.message
    after = everything()
    assert {name for name in after if after[name] != before[name]} == set()
