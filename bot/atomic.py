"""Write a file so that after a power cut it holds either all of the new or all of the old."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write(
    path: Path, data: bytes, mode: int = 0o640, at: float | None = None, owner: tuple[int, int] | None = None
) -> None:
    """Write `data` beside `path`, see it safe on the disk, and rename it over `path`.

    Args:
        path: the file to make or to replace; its folder exists.
        data: the whole content.
        mode: permissions; they are set as given, whatever the umask.
        at: modification and access time in seconds since 1970, None for now.
        owner: user and group id, where this user may set them.

    Raises:
        OSError: it could not be written; `path` is as it was, and nothing lies beside it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(beside, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            if owner and hasattr(os, "fchown"):
                with suppress(PermissionError):
                    os.fchown(file.fileno(), *owner)
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        if at is not None:
            os.utime(beside, (at, at))
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """See the new name safe on the disk too; not every system lets a folder be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
