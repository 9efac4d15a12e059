"""Read PDF, Word and other files by way of markitdown, in a process of its own that can be stopped.

Such files are programs in all but name: a small one may unpack to gigabytes or keep a reader busy for ever. So what a
zip file declares is looked at first, and the reader has limits of time and memory.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.yamlfile import FileError

MOST_FILES: Final = 2_000
MOST_UNPACKED: Final = 200_000_000
MOST_MARKUP: Final = 20_000_000
"""What a zip file may declare to hold: files, and bytes unpacked, of all its files and of those that hold text."""
SECONDS: Final = 60
MEMORY: Final = 4_000_000_000
"""What the reader may use, in bytes of address space (the libraries it loads take half of that)."""
MOST_TEXT: Final = 5_000_000
PASSWORD, UNREADABLE = 3, 4
"""Exit status of the reader."""
_PDF: Final = b"%PDF"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_RTF: Final = b"{\\rtf"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""The part that holds a Word file with a password, in a file of the old kind."""
_KINDS: Final = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xlsx", "META-INF/container.xml": ".epub"}
_OTHERS: Final = {"content.xml": "an OpenDocument file", "Index/": "a file of Apple's Pages"}
_PASSWORD: Final = "is protected by a password; save it without one and try again"
_READERS: Final = {".pdf": "pdfplumber", ".docx": "mammoth"}
"""The package that reads a format, where it is not markitdown, which is for all others."""
_METADATA: Final = re.compile(r"\A(?:\*\*\w+:\*\* [^\n]*\s*)+")
"""What markitdown writes above the text of a book."""
_SAVE: Final = "save it as text, PDF or Word (.docx) and try again"


def is_office(data: bytes) -> bool:
    """True for a PDF, a zip file (Word and its like), an old Word file, or RTF, by its first bytes."""
    return data.startswith((_ZIP, _OLE, _RTF)) or _PDF in data[:1024]


def read(path: Path, data: bytes) -> tuple[str, str]:
    """Return the text of a file and its kind, ".html", ".md" or ".txt".

    Raises:
        FileError: it cannot be read, has a password, holds no text, or the extra for it is not installed.
    """
    suffix = _kind(path, data)
    if find_spec(_READERS.get(suffix, "markitdown")) is None:
        problem = "needs a reader that is not installed; install it with: pip install 'faqbot[formats]'"
        raise FileError(path, None, problem)
    done = _run(path, suffix, data)
    kind, _, text = done.stdout.decode("utf-8", "replace").partition("\n")
    if done.returncode == PASSWORD:
        raise FileError(path, None, _PASSWORD)
    if done.returncode:
        raise FileError(path, None, f"cannot be read; it may be damaged: open it, {_SAVE}")
    if suffix == ".pdf" and not text.strip():
        raise FileError(path, None, "holds no text, only pictures of pages; scan it with text recognition (OCR) first")
    return text, kind


def _run(path: Path, suffix: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    root = str(Path(__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, known] if known else [root])}
    command = [sys.executable, "-m", "bot.reading_office", suffix]
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env=environment)
    except subprocess.TimeoutExpired:
        raise FileError(path, None, f"takes too long to read; {_SAVE}") from None


def _kind(path: Path, data: bytes) -> str:
    """Return the ending that names the format. Raises FileError for what is not read, and for a zip bomb."""
    if _PDF in data[:1024]:
        return ".pdf"
    if data.startswith(_RTF):
        raise FileError(path, None, f"is an RTF file; open it, {_SAVE}")
    if not data.startswith(_ZIP):
        if _LOCKED in data:
            raise FileError(path, None, _PASSWORD)
        raise FileError(path, None, f"is an old Word file; open it, {_SAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise FileError(path, None, f"cannot be read; it may be damaged: open it, {_SAVE}") from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileError(path, None, _PASSWORD)
    texts = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", "html")))
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or size > MOST_UNPACKED or texts > MOST_MARKUP:
        raise FileError(path, None, "unpacks to far more than a leaflet; it is not read")
    kinds = (kind for start, kind in _KINDS.items() if any(entry.filename.startswith(start) for entry in entries))
    kind = next(kinds, "")
    for start, name in _OTHERS.items():
        if not kind and any(entry.filename.startswith(start) for entry in entries):
            raise FileError(path, None, f"is {name}; open it, {_SAVE}")
    if not kind:
        raise FileError(path, None, f"is a zip file, not a leaflet; {_SAVE}")
    return kind


def convert(suffix: str, data: bytes) -> tuple[str, str]:
    """Return the text of a file and its kind; run in the process of its own."""
    import logging

    logging.disable()
    if suffix == ".pdf":
        from bot import reading_pdf

        return reading_pdf.convert(data[data.index(_PDF) :]), ".html"
    if suffix == ".docx":
        from bot import reading_word

        return reading_word.convert(data), ".html"
    from markitdown import MarkItDown

    result = MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data), file_extension=suffix)
    return _METADATA.sub("", result.text_content), ".md"


def _limit() -> None:
    """Set limits of memory and time for this process, where the system knows such limits."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _main(suffix: str) -> int:
    _limit()
    try:
        text, kind = convert(suffix, sys.stdin.buffer.read())
    except Exception as error:
        return PASSWORD if "password" in f"{error!r} {error.__cause__!r} {error}".lower() else UNREADABLE
    if text.startswith("%PDF"):  # not understood, and handed back as it is
        return UNREADABLE
    sys.stdout.buffer.write(f"{kind}\n{text[:MOST_TEXT]}".encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
