"""What a disk refuses, in words: for whoever runs the machine to mend."""

from __future__ import annotations

import errno

from samspel.foundation.labels import mark as _

_WORDS = {
    errno.ENOSPC: _("disken är full"),
    errno.EDQUOT: _("kontot får inte ta mer plats på disken"),
    errno.EACCES: _("kontot saknar rätt att skriva där"),
    errno.EPERM: _("kontot saknar rätt att skriva där"),
    errno.EROFS: _("disken går bara att läsa"),
    errno.ENOTDIR: _("det är en fil, inte en mapp"),
    errno.EEXIST: _("det är en fil, inte en mapp"),
}


def is_disk_fault(fault: OSError) -> bool:
    """Tell whether the fault is the disk's: full, closed to us, or not a folder at all."""
    return fault.errno in _WORDS


def disk_words(fault: OSError) -> str:
    """Say in words what the disk refused; what we have no words for as the system says it."""
    return _WORDS.get(fault.errno or 0, fault.strerror or str(fault))
