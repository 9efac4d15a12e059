"""The commands, called from Python: what each prints, how each ends, and one line for whatever is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from running import SMALL, made, quick_faq, warm_cache

import bot
from bot import cli, lines, plain
from bot.opening import open_bot
from bot.replies import Bot
from bot.reply import Choice, Kind, Reply
from bot.words import MAX_QUESTION

Out = pytest.CaptureFixture[str]
KEYS = {
    "question": str,
    "kind": str,
    "entries": list,
    "suggestions": list,
    "topic": (str, type(None)),
    "confidence": float,
    "ranking": list,
    "corrected": dict,
    "text": str,
    "disclaimer": str,
    "source": str,
}
SOURCE = (
    "the leaflet “The Bicycle Workshop” (facts from “Workshop Notes”, The Spoke Club, dated 2020; "
    "checked by Ada Wheeler on 2021-05-31)"
)


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache()))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """Put text on standard input."""

    def put(text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def ask_json(capsys: Out, *question: str) -> dict[str, object]:
    assert cli.main(["ask", "--json", "--faq", str(SMALL), *question]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


# ---- ask


def test_ask_prints_passage_advice_source_and_questions_in_order(capsys: Out) -> None:
    assert cli.main(["ask", "--faq", str(SMALL), "mend a flat"]) == 0
    printed = capsys.readouterr().out
    parts = [
        "Answer: How do I fix a flat tire?",
        "Take the tube out",
        "general information",
        "From the section",
        "\n1. ",
    ]
    assert [printed.index(part) for part in parts] == sorted(printed.index(part) for part in parts)


def test_words_need_no_quotes(capsys: Out) -> None:
    assert ask_json(capsys, "mend", "a", "flat") == ask_json(capsys, "mend a flat")


def test_without_a_faq_it_answers_from_what_ships(capsys: Out) -> None:
    made()
    assert cli.main(["ask", "--json", "What is neuroblastoma?"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == ["what-is"]


def test_faq_may_be_given_several_times(capsys: Out, tmp_path: Path) -> None:
    one, other = quick_faq(tmp_path), tmp_path / "other.yaml"
    other.write_text(
        "title: Kites\nlanguage: xx\nentries:\n  - {id: kite, question: What is a kite?, answer: A toy.}\n"
    )
    for question, entry in (("What is a kite?", "kite"), ("mend a flat", "puncture")):
        assert cli.main(["ask", "--json", "--faq", str(one), "--faq", str(other), question]) == 0
        assert json.loads(capsys.readouterr().out)["entries"] == [entry]


def test_json_of_an_answer_word_for_word(capsys: Out) -> None:
    found = ask_json(capsys, "How often should I oil the chain?")
    assert found.pop("ranking")[0] == ["chain", 1.0]  # type: ignore[index]
    assert isinstance(found.pop("suggestions"), list)
    assert found == {
        "question": "How often should I oil the chain?",
        "kind": "answer",
        "entries": ["chain"],
        "topic": None,
        "confidence": 1.0,
        "corrected": {},
        "text": "Oil the chain once a month, and after every ride in the rain.",
        "disclaimer": open_bot([SMALL]).conversation.disclaimer,
        "source": SOURCE,
    }


@pytest.mark.parametrize(
    ("question", "kind", "has"),
    [
        ("mend a flat", "answer", {"entries": ["puncture"], "source": SOURCE}),
        ("insurance claim form", "not_covered", {"topic": "insurance", "entries": []}),
        ("my baby cannot breathe", "urgent", {"entries": [], "suggestions": [], "confidence": 1.0}),
        ("hello", "small_talk", {"entries": [], "suggestions": []}),
        ("zebra quux", "unknown", {"entries": [], "suggestions": [], "topic": None}),
        ("", "unknown", {"ranking": [], "corrected": {}}),
        ("are you open on saterday", "answer", {"corrected": {"saterday": "saturday"}}),
        ("😀 ?!", "unknown", {"question": "😀 ?!", "ranking": []}),
    ],
)
def test_json_has_all_keys_in_order_whatever_the_kind(
    capsys: Out, question: str, kind: str, has: Mapping[str, object]
) -> None:
    found = ask_json(capsys, question)
    assert found["kind"] == kind
    assert list(found) == list(KEYS)
    assert {key: value for key, value in found.items() if not isinstance(value, KEYS[key])} == {}  # type: ignore[arg-type]
    assert {key: found[key] for key in has} == has
    assert found["text"]


def test_json_ranking_is_the_best_five_best_first_whatever_the_kind(capsys: Out) -> None:
    for question in ("mend a flat", "wheel", "insurance for my wheel", "my baby cannot breathe near the chain"):
        ranking = ask_json(capsys, question)["ranking"]
        assert isinstance(ranking, list)
        ids, scores = zip(*ranking, strict=True)
        assert 1 <= len(set(ids)) == len(ids) <= 5
        assert list(scores) == sorted(scores, reverse=True)
        assert all(type(score) is float and 0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(("offers", "suggestions"), [(True, ["chain", "price"]), (False, [])])
def test_json_suggestions_are_what_is_offered_for_this_question(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, offers: bool, suggestions: list[str]
) -> None:
    """The usual starters are none."""
    choices = (Choice("chain", "How often should I oil the chain?"), Choice("price", "What does a repair cost?"))
    reply = Reply("wheel", Kind.SUGGESTIONS, "Is it one of these?", choices=choices, confidence=0.4, offers=offers)
    monkeypatch.setattr(Bot, "ask", lambda self, question: reply)
    found = ask_json(capsys, "wheel")
    assert list(found) == list(KEYS)
    assert (found["kind"], found["entries"], found["suggestions"]) == ("suggestions", [], suggestions)
    assert (found["text"], found["source"], found["disclaimer"]) == ("Is it one of these?", "", "")


def test_one_question_a_line_and_an_empty_line_gets_one_too(capsys: Out, typed: Callable[[str], None]) -> None:
    typed("mend a flat\n\n   \nhello")
    assert cli.main(["ask", "--json", "--faq", str(SMALL)]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reply["question"] for reply in replies] == ["mend a flat", "", "", "hello"]
    assert [reply["kind"] for reply in replies] == ["answer", "unknown", "unknown", "small_talk"]


def test_lines_are_asked_one_by_one_with_nothing_before(capsys: Out, typed: Callable[[str], None]) -> None:
    typed("mend a flat\n1\nwhy\n")
    assert cli.main(["ask", "--json", "--faq", str(SMALL)]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert replies[1:] == [ask_json(capsys, "1"), ask_json(capsys, "why")]


def test_line_of_a_megabyte_is_one_question_cut_short(capsys: Out, typed: Callable[[str], None]) -> None:
    typed("wheel " * 170_000 + "\nmend a flat\n")
    assert cli.main(["ask", "--json", "--faq", str(SMALL)]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert len(first["question"]) <= MAX_QUESTION
    assert second["entries"] == ["puncture"]


def test_why_shows_how_it_came_about(capsys: Out, typed: Callable[[str], None]) -> None:
    typed("mend a flat\ninsurance\n")
    assert cli.main(["ask", "--why", "--faq", str(SMALL)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("Reply: ") == 2
    assert "1. puncture (in the leaflet)" in printed


# ---- chat


def test_without_a_terminal_chat_is_the_plain_conversation(capsys: Out, typed: Callable[[str], None]) -> None:
    typed("mend a flat\nquit\n")
    assert cli.main(["chat", "--faq", str(SMALL)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("The Bicycle Workshop: questions and answers.")
    assert "You: mend a flat\n" in printed
    assert "Take the tube out" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize("arguments", [["chat", "FILE"], ["FILE"], ["--faq", "FILE"], ["chat", "--plain", "FILE"]])
def test_a_faq_alone_means_chat(capsys: Out, typed: Callable[[str], None], arguments: list[str]) -> None:
    typed("")
    assert cli.main([str(SMALL) if argument == "FILE" else argument for argument in arguments]) == 0
    assert capsys.readouterr().out.startswith("The Bicycle Workshop:")


@pytest.mark.parametrize("arguments", [[], ["chat"], ["--plain"]])
def test_nothing_means_chat_with_what_ships(capsys: Out, typed: Callable[[str], None], arguments: list[str]) -> None:
    made()
    typed("")
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out.startswith("Neuroblastoma:")


def test_in_a_terminal_chat_is_drawn_unless_plain_lines_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, typed: Callable[[str], None]
) -> None:
    drawn: list[Bot] = []

    def draw(bot: Bot, touch: bool) -> int:
        drawn.append((bot, touch))
        return 3

    monkeypatch.setattr(plain, "is_needed", lambda *_: False)
    monkeypatch.setattr("bot.tui.app.run", draw)
    assert cli.main(["chat", str(SMALL)]) == 3
    assert cli.main(["chat", "--touch", str(SMALL)]) == 3
    assert [(bot.title, touch) for bot, touch in drawn] == [("The Bicycle Workshop", one) for one in (False, True)]
    typed("")
    assert cli.main(["chat", "--plain", str(SMALL)]) == 0
    assert len(drawn) == 2


# ---- help


def test_help_tells_the_commands(capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(word in printed for word in ("chat", "ask", "test", "one answer and out", "Nothing typed is kept"))


def test_version(capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"faqbot {bot.__version__}\n"


def test_what_json_says_is_what_people_read(capsys: Out) -> None:
    reply = open_bot([SMALL]).ask("insurance claim form")
    assert ask_json(capsys, "insurance claim form")["text"] == lines.said(reply)
