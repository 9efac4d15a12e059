"""Settings of a place: each key, each way of getting it wrong, and the example that people start from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import kiosk, pin, site
from bot.site import Site
from bot.yamlfile import FileError

Write = Callable[[str | bytes], Path]
HASH = "scrypt$32768$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def test_every_key_is_read(write: Write, tmp_path: Path) -> None:
    for name in ("b.yaml", "leaflets/c.yml", "leaflets/a.yaml", "leaflets/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("title: x\n")
    path = write(f"""
clinic: "  Ward \u202e 3 "
staff: the desk
emergency_number: 0112
idle_seconds: 15
warning_seconds: 600
staff_pin: {HASH}
counts: counts
faqs: [b.yaml, leaflets, b.yaml]
""")
    leaflets = (tmp_path / "leaflets" / "a.yaml", tmp_path / "leaflets" / "c.yml")
    wanted = Site("Ward 3", "the desk", "0112", 15, 600, HASH, tmp_path / "counts", (tmp_path / "b.yaml", *leaflets))
    assert site.load(path) == wanted


@pytest.mark.parametrize("text", ["clinic:\n", "counts: no\n", "counts: off\nfaqs:\n", "faqs: []\nstaff_pin: ~\n"])
def test_what_is_left_out_is_as_without_a_file(write: Write, text: str) -> None:
    assert site.load(write(text)) == Site()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("clinic: [a]", "“clinic” of the site file must be text"),
        ("clinic: yes", "put quotes around it"),
        (f"clinic: {'x' * 81}", "has 81 letters; use 80 at most"),
        ('staff: "\\e[2J"', "holds no letter"),
        ("emergency_number: '-'", "holds no letter and no digit"),
        ("idle_seconds: 14", "whole number of seconds from 15 to 3600"),
        ("idle_seconds: 3601", "from 15 to 3600"),
        ("idle_seconds: 90.5", "whole number"),
        ("idle_seconds: '90'", "without quotes"),
        ("idle_seconds: -90", "whole number"),
        ("idle_seconds: 0x40", "whole number"),
        ("idle_seconds: [90]", "whole number"),
        (f"idle_seconds: {'9' * 5000}", "whole number"),
        ("warning_seconds: 19", "from 20 to 600"),
        ("counts: yes", "“counts” must name a folder"),
        ("counts: 5", "put quotes around it"),
        ("counts: ''", "“counts” of the site file is empty"),
        ("faqs: ['']", "this is no name of a file or folder"),
        ('counts: "\\0"', "this is no name of a file or folder"),
        ("faqs: a.yaml", "must be a list"),
        ("faqs: [none.yaml]", "there is no file"),
        ("faqs: [leaflet.pdf]", "“leaflet.pdf” is no FAQ"),
        ("faqs: [.]", "holds no FAQ (.yaml)"),
        ("faqs: [[a]]", "must be text"),
        ("clinc: x", "did you mean “clinic”?"),
        ("password: x", "unknown key “password”"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(write: Write, line: str, says: str) -> None:
    path = write(f"# settings\n\n{line}\n")
    with pytest.raises(FileError) as error:
        site.load(path)
    assert says in str(error.value)
    assert str(error.value).startswith(f"{path}:3: ")
    assert len(str(error.value)) < 700


@pytest.mark.parametrize(
    "stored",
    ["246813", '"246813"', "secret", "[246813]", HASH.replace("32768", "1024"), HASH.replace("32768", "1048576")],
)
def test_a_bare_pin_is_refused_and_never_repeated(write: Write, stored: str) -> None:
    path = write(f"clinic: x\nstaff_pin: {stored}\n")
    with pytest.raises(FileError) as error:
        site.load(path)
    assert f"{path}:2: " in str(error.value)
    assert f"run faqbot kiosk --set-pin --site {path}" in str(error.value)
    assert not re.search("246813|secret|AAAA", str(error.value))


def test_a_folder_that_cannot_be_used_and_too_many_faqs(write: Write, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(site.MOST_FAQS + 1):
        (tmp_path / "many" / f"{number}.yaml").touch()
    with pytest.raises(FileError, match=r":1: these are 201 FAQs; name 200 at most"):
        site.load(write("faqs: [many]"))


@given(st.text(), st.sampled_from(["clinic", "staff", "emergency_number", "counts", "staff_pin", "idle_seconds"]))
def test_any_value_is_read_or_refused(text: str, key: str) -> None:
    quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
    try:
        found = site.parse(Path("site.yaml"), f"{key}: {quoted}\n")
    except FileError:
        return
    assert len(found.clinic + found.staff + found.emergency_number) <= site.LONGEST_TEXT
    assert (found.clinic + found.staff + found.emergency_number).isprintable()
    assert not found.staff_pin or pin.is_hash(found.staff_pin)


def test_the_example_loads_and_explains_every_key(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(kiosk.example(), encoding="utf-8")
    assert site.load(path).idle_seconds == Site.idle_seconds
    (tmp_path / "leaflets").mkdir()
    (tmp_path / "leaflets" / "asthma.yaml").touch()
    turned_on = re.sub(r"^# (?=(?:[a-z_]+:|  - ))", "", kiosk.example(), flags=re.MULTILINE)
    turned_on = turned_on.replace("(written by --set-pin)", HASH)
    path.write_text(turned_on, encoding="utf-8")
    loaded = site.load(path)
    assert all(getattr(loaded, key) for key in Site.__dataclass_fields__)
    for key in Site.__dataclass_fields__:
        assert re.search(rf"^#.*\n(?:#.*\n)*(?:# )?{key}:", kiosk.example(), flags=re.MULTILINE), key
