"""A refusal writes nothing: the whole of what an act could have written is compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from samspel.foundation.refusal import Refused
from tests.everything import changed, everything


@contextmanager
def refused(
    match: str, kind: type[Refused] = Refused
) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal with the Swedish text, and that nothing at all was written."""
    before = everything()
    with pytest.raises(kind) as caught:
        yield caught
    assert match in caught.value.message
    assert changed(before) == set()
