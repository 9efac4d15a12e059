"""Settings of one place: the clinic's name, where its staff are, how long a visit may rest, which FAQs it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import pin, yamlfile
from bot.words import clean
from bot.yamlfile import Fields, FileError, Node, decode, read_bytes

LONGEST_TEXT: Final = 80
"""Longest name, in characters: what fits on one line of a large screen."""
IDLE_SECONDS: Final = (15, 3600)
WARNING_SECONDS: Final = (20, 600)
"""Least and most; at least 20 s, so that a person has the time to stop it (WCAG 2.2.1)."""
MOST_FAQS: Final = 200

_INTEGER: Final = "tag:yaml.org,2002:int"
_BOOLEAN: Final = "tag:yaml.org,2002:bool"
_NO: Final = ("no", "off", "false")
_SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True)
class Site:
    """The settings of a kiosk.

    `staff` says where staff are ("the front desk"); `idle_seconds` without a key or touch bring the warning, which
    counts down `warning_seconds` (at least 20: WCAG 2.2.1); `staff_pin` is a hash, "" where staff cannot leave the
    kiosk; `counts` is the folder where counts are kept, None where nothing is counted; `faqs` are those to show, none
    meaning those that ship.
    """

    clinic: str = ""
    staff: str = ""
    emergency_number: str = ""
    idle_seconds: int = 90
    warning_seconds: int = 20
    staff_pin: str = ""
    counts: Path | None = None
    faqs: tuple[Path, ...] = ()


def load(path: Path | str) -> Site:
    """Return the settings in a site file; paths in it are relative to its folder.

    Raises:
        FileError: the file cannot be read, or a setting is wrong; the message names file and line and says what to
            do. It never repeats a PIN.
    """
    path = Path(path)
    return parse(path, decode(path, read_bytes(path)))


def parse(path: Path, text: str) -> Site:
    """Return the settings in `text`, which stands or will stand in `path`. Raises FileError as `load` does."""
    fields = Fields(path, yamlfile.parse(path, text), "the site file")
    site = Site(
        clinic=_text(fields, "clinic"),
        staff=_text(fields, "staff"),
        emergency_number=_text(fields, "emergency_number"),
        idle_seconds=_seconds(fields, "idle_seconds", Site.idle_seconds, IDLE_SECONDS),
        warning_seconds=_seconds(fields, "warning_seconds", Site.warning_seconds, WARNING_SECONDS),
        staff_pin=_pin(fields),
        counts=_counts(fields),
        faqs=_faqs(fields),
    )
    fields.finish()
    return site


def _text(fields: Fields, key: str) -> str:
    """Return a short text. A telephone number needs no quotes: what stands in the file is taken as it is."""
    node = fields.get(key)
    if node is None:
        return ""
    text = clean(node.value) if isinstance(node.value, str) and node.tag == _INTEGER else clean(fields.text(key))
    if len(text) > LONGEST_TEXT:
        raise fields.fail(key, f"“{key}” has {len(text)} letters; use {LONGEST_TEXT} at most")
    if not any(char.isalnum() for char in text):
        raise fields.fail(key, f"“{key}” holds no letter and no digit; write a text, or delete the line")
    return text


def _seconds(fields: Fields, key: str, usual: int, limits: tuple[int, int]) -> int:
    node = fields.get(key)
    if node is None:
        return usual
    least, most = limits
    number = node.value if isinstance(node.value, str) and node.tag == _INTEGER else ""
    if not re.fullmatch("[0-9]{1,6}", number) or not least <= int(number) <= most:
        raise fields.fail(key, f"“{key}” must be a whole number of seconds from {least} to {most}, without quotes")
    return int(number)


def _pin(fields: Fields) -> str:
    node = fields.get("staff_pin")
    if node is None:
        return ""
    if not isinstance(node.value, str) or not pin.is_hash(node.value.strip()):
        remedy = f"run faqbot kiosk --set-pin --site {fields.path}, which puts another line in its place"
        raise fields.fail("staff_pin", f"“staff_pin” holds no PIN that was made unreadable; {remedy}")
    return node.value.strip()


def _counts(fields: Fields) -> Path | None:
    node = fields.get("counts")
    if node is None or (node.tag == _BOOLEAN and str(node.value).lower() in _NO):
        return None
    if node.tag == _BOOLEAN:
        raise fields.fail("counts", "“counts” must name a folder; write its name, or delete the line to count nothing")
    return _place(fields, fields.text("counts"), node)


def _faqs(fields: Fields) -> tuple[Path, ...]:
    """Return the FAQ files named; of a folder, those in it, in order of name."""
    fields.texts("faqs")  # each is a text
    found: list[Path] = []
    for node in fields.nodes("faqs"):
        place = _place(fields, str(node.value).strip(), node)
        if place.is_dir():
            found += _in_folder(fields, place, node)
        elif place.suffix.lower() not in _SUFFIXES:
            raise FileError(fields.path, node.line, f"“{place.name}” is no FAQ; name a .yaml file or a folder of them")
        elif not place.is_file():
            raise FileError(fields.path, node.line, f"there is no file “{place}”; check the name")
        else:
            found.append(place)
    if len(found) > MOST_FAQS:
        raise fields.fail("faqs", f"these are {len(found)} FAQs; name {MOST_FAQS} at most")
    return tuple(dict.fromkeys(found))


def _in_folder(fields: Fields, folder: Path, node: Node) -> list[Path]:
    """Return the FAQs of a folder: its YAML files, except the site file itself."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file())
        files = [file for file in files if not file.samefile(fields.path)]
    except OSError:
        raise FileError(fields.path, node.line, f"the folder “{folder}” cannot be read; check permissions") from None
    if not files:
        raise FileError(fields.path, node.line, f"the folder “{folder}” holds no FAQ (.yaml); name another")
    return files


def _place(fields: Fields, name: str, node: Node) -> Path:
    """Return a path, taken from the folder of the site file."""
    if not name or "\0" in name:
        raise FileError(fields.path, node.line, "this is no name of a file or folder; write one")
    return fields.path.parent / name
