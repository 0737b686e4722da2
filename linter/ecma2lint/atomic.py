"""Writing a file as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_text_atomically(path: Path, text: str) -> None:
    """Write UTF-8 text with line feeds as line ends, as :func:`write_bytes_atomically` does.

    What UTF-8 cannot carry (lone surrogates) is written as an escape.

    Raises:
        OSError: when the place cannot be written; the old file is then untouched.
    """
    write_bytes_atomically(path, text.encode("utf-8", "backslashreplace"))


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """Write a file; it holds the old or the new content, never a part of either.

    Parent folders are made; a device or pipe (``/dev/stdout``) is written to, not replaced.

    Raises:
        OSError: when the place cannot be written; the old file is then untouched.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path = path.resolve()  # replacing a link would cut it off from what it points at
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as part:
        temporary = Path(part.name)
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            part.close()
            temporary.unlink(missing_ok=True)
            raise
    try:
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
