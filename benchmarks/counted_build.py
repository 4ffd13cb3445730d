"""`parley build`, telling what the press made: a line for each PDF and each card, with the seconds it took.

    python benchmarks/counted_build.py FILE

Builds the site of the current folder. Workers are copies of this process and write into the same file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from generator.cli import main
from generator.rendering.press import Press


def counted(make: Callable[..., bytes], file: int) -> Callable[..., bytes]:
    """What `make` does, with a line on its form and how long it took; the system appends short lines whole."""

    def make_and_tell(*arguments: Any, **form: Any) -> bytes:
        begin = perf_counter()
        made = make(*arguments, **form)
        os.write(file, f"{form['format']} {perf_counter() - begin}\n".encode())
        return made

    return make_and_tell


if __name__ == "__main__":
    told = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    Press._set = counted(Press._set, told)  # type: ignore[method-assign]
    main(["build"])
