"""Where much lies that is seldom looked at, outside of this process's memory.

Workers are copies of a process and share what it had made, until they look at it: to look at an object is to write down
that somebody does, and the memory around it is copied. What all briefings of an archive say would so be copied whole
into every worker. What lies on a shelf is no object before it is asked for.
"""

from __future__ import annotations

import errno
import os
from array import array
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import mkstemp
from typing import NoReturn
from weakref import finalize


class Shelf:
    """A file without a name, that goes with this process and its copies, even where they are killed.

    Raises OSError where there is no place for temporary files.
    """

    def __init__(self) -> None:
        self._file, path = mkstemp()
        Path(path).unlink()
        finalize(self, os.close, self._file)
        self._end = 0

    def lay(self, pieces: Sequence[bytes]) -> Laid:
        """Lay these beside each other; raises OSError where there is no room."""
        ends = array("Q", accumulate(map(len, pieces), initial=self._end))
        content = b"".join(pieces)
        if os.pwrite(self._file, content, self._end) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._end = ends[-1]
        return Laid(self, ends)

    def __reduce__(self) -> NoReturn:
        """Elsewhere its file would be another one, or none."""
        raise TypeError("a shelf stays with its process and the copies of it")

    def read(self, begin: int, end: int) -> bytes:
        """What lies between two places; several processes may read at once."""
        return os.pread(self._file, end - begin, begin)


class Laid:
    """Pieces that lie on a shelf, by their number."""

    __slots__ = ("_ends", "_shelf")

    def __init__(self, shelf: Shelf, ends: Sequence[int]) -> None:
        self._shelf, self._ends = shelf, ends

    def __getitem__(self, number: int) -> bytes:
        """The piece as it was laid there."""
        return self._shelf.read(self._ends[number], self._ends[number + 1])
