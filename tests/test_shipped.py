"""What ships is whole: every FAQ loads, every answer stands in its document, every fact of the leaflet is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot import faq, shipped
from bot.faq import Faq, Review
from bot.words import split

IDS = [
    "what-is", "who-gets-it", "where-it-starts", "adrenal-glands", "spread", "causes", "inherited", "symptoms",
    "why-symptoms", "found-by-chance", "diagnosis", "imaging", "biopsy", "untreated", "goes-away", "prevention",
    "stages", "localized", "regional", "disseminated", "stage-4s", "treatment", "follow-up", "when-to-call",
    "where-treated", "prognosis", "contacts", "about",
]  # fmt: skip
ASKED_MOST = {"symptoms", "prognosis", "causes", "inherited", "treatment", "spread", "diagnosis", "stages"}

CONTACTS = [
    "National Cancer Institute", "NCI Public Inquiries Office", "6116 Executive Blvd.", "Room 3036A",
    "Bethesda, MD 20892-8322", "800-422-6237", "800-332-8615", "American Cancer Society", "800-227-2345",
    "866-228-4327", "American Academy of Pediatrics", "141 Northwest Point Blvd.",
    "Elk Grove Village, IL 60007-1098", "847-434-4000", "847-434-8000", "American Society of Clinical Oncology",
    "2318 Mill Road", "Suite 800", "Alexandria, VA 22314", "571-483-1300",
]  # fmt: skip

FACTS = {
    "what-is": ["cancer", "nerve cells", "primitive"],
    "who-gets-it": ["age 10", "1 and 2", "infants"],
    "where-it-starts": ["adrenal glands", "spinal cord", "belly|abdomen", "chest", "neck", "pelvis", "backbone|spine"],
    "adrenal-glands": ["kidney", "heart", "blood pressure", "blood sugar", "stress", "hormones"],
    "spread": ["bone marrow", "bones", "liver", "skin"],
    "causes": ["chemicals", "environment", "inherited"],
    "inherited": ["genetic test", "famil"],
    "symptoms": [
        "swollen belly", "mass", "breathing", "weight", "failure to thrive", "anemia", "fever", "crank", "bone pain",
        "bulging", "dark circles", "panda eyes", "drooping eyelid", "weakness", "jerky", "walking",
        "high blood pressure", "pulse", "flushing", "sweating", "diarrhea",
    ],
    "why-symptoms": ["hormones", "blood pressure", "heart rate", "flushing", "sweating"],
    "found-by-chance": ["by chance", "x-ray"],
    "diagnosis": ["blood", "urine", "children"],
    "imaging": ["x-ray", "CT", "MRI", "PET"],
    "biopsy": ["small piece", "lab", "bone marrow"],
    "untreated": ["grow", "bone marrow", "bones", "liver", "skin"],
    "goes-away": ["shrink|smaller", "infants|babies", "rare"],
    "prevention": ["no way to prevent|no known way|cannot be prevented"],
    "stages": ["low", "intermediate", "high", "lymph nodes", "localized", "regional", "disseminated", "4S"],
    "localized": ["surgery", "chemotherapy", "radiation"],
    "regional": ["lymph nodes", "surgery", "chemotherapy", "radiation"],
    "disseminated": ["most children", "chemotherapy", "surgery", "radiation"],
    "stage-4s": ["liver", "skin", "bone marrow", "12 months", "chemotherapy", "watch"],
    "treatment": ["radiation", "chemotherapy", "surgery"],
    "follow-up": ["bone marrow", "kidneys", "heart", "another cancer|second cancer|new cancer"],
    "when-to-call": ["swollen belly"],
    "where-treated": ["specialist|expert", "children"],
    "prognosis": ["localized", "cured?|healed", "genetic test"],
    "contacts": CONTACTS,
    "about": ["Harvard Health Publishing"],
}  # fmt: skip


def squeezed(text: str) -> str:
    return " ".join(text.split())


def sections(path: Path) -> dict[str, str]:
    """Heading -> text of a document, white space folded."""
    parts = re.split(r"^#{2,}\s+(.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading.strip(): squeezed(text) for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.fixture(params=shipped.faq_paths(), ids=lambda path: path.name)
def any_faq(request: pytest.FixtureRequest) -> Faq:
    return faq.load(request.param)


def test_something_ships_in_english_and_everything_beside_it() -> None:
    assert [path.name for path in shipped.faq_paths()] == ["neuroblastoma.yaml"]
    everything = {path.name for path in shipped.paths() if path.parent.name == "en"}
    assert {"conversation.yaml", "neuroblastoma.yaml", "urgent.yaml", "words.yaml"} <= everything


def test_every_answer_stands_word_for_word_in_the_section_it_names(any_faq: Faq) -> None:
    assert any_faq.path is not None
    found = sections(any_faq.path.parent / any_faq.document)
    astray = [entry.id for entry in any_faq.entries if squeezed(entry.answer) not in found.get(entry.section, "")]
    assert astray == []


def test_every_section_of_the_document_is_asked_for(any_faq: Faq) -> None:
    assert any_faq.path is not None
    named = {entry.section for entry in any_faq.entries}
    assert set(sections(any_faq.path.parent / any_faq.document)) == named


def test_related_entries_exist(any_faq: Faq) -> None:
    ids = {entry.id for entry in any_faq.entries}
    for entry in any_faq.entries:
        assert set(entry.related) <= ids - {entry.id}
        assert len(set(entry.related)) == len(entry.related)


def test_starters_exist(any_faq: Faq) -> None:
    assert all(any_faq.entry(id_) for id_ in shipped.wording(any_faq.language).starters)


def test_no_phrasing_stands_twice_whatever_its_case_and_punctuation(any_faq: Faq) -> None:
    phrasings = [text for item in (*any_faq.entries, *any_faq.not_covered) for text in item.phrasings]
    phrasings += [text for talk in shipped.wording(any_faq.language).small_talk for text in talk.phrasings]
    counts = Counter(" ".join(split(text)) for text in phrasings)
    assert [text for text, count in counts.items() if count > 1] == []
    assert "" not in counts


def test_questions_read_as_questions(any_faq: Faq) -> None:
    assert [entry.question for entry in any_faq.entries if not entry.question.endswith("?")] == []
    assert len({entry.question for entry in any_faq.entries}) == len(any_faq.entries)


def test_a_topic_fits_the_sentence_it_stands_in(any_faq: Faq) -> None:
    """It ends "… does not cover {topic}."."""
    assert [topic.topic for topic in any_faq.not_covered if topic.topic[-1] in ".?!"] == []
    assert len({topic.topic for topic in any_faq.not_covered}) == len(any_faq.not_covered)


def test_entries_of_the_leaflet_are_the_fixed_ones_in_order(shipped_faq: Faq) -> None:
    assert [entry.id for entry in shipped_faq.entries] == IDS
    assert len(IDS) == 28


def test_phrasings_are_many(shipped_faq: Faq) -> None:
    few = [e.id for e in shipped_faq.entries if len(set(e.phrasings)) < (40 if e.id in ASKED_MOST else 25)]
    assert few == []
    assert set(ASKED_MOST) <= set(IDS)


def test_topics_outside_the_leaflet_are_many(shipped_faq: Faq) -> None:
    assert len(shipped_faq.not_covered) >= 50
    assert [topic.id for topic in shipped_faq.not_covered if len(set(topic.also)) < 8] == []


def test_the_source_is_named_and_nobody_is_said_to_have_checked_the_text(shipped_faq: Faq) -> None:
    assert shipped_faq.source.title and shipped_faq.source.publisher == "Harvard Health Publishing"
    assert shipped_faq.reviewed == Review()
    assert shipped_faq.review_every


@pytest.mark.parametrize("id_", FACTS)
def test_the_facts_of_the_leaflet_are_there(shipped_faq: Faq, id_: str) -> None:
    entry = shipped_faq.entry(id_)
    assert entry is not None
    answer = squeezed(entry.answer)
    assert [fact for fact in FACTS[id_] if not re.search(re.sub(r"\.$", r"\\.", fact), answer, re.IGNORECASE)] == []


def test_every_entry_has_facts_to_hold() -> None:
    assert list(FACTS) == IDS


def test_contact_details_may_have_changed_and_the_answer_says_so(shipped_faq: Faq) -> None:
    contacts = shipped_faq.entry("contacts")
    assert contacts is not None
    assert "chang" in contacts.answer
    numbers = set(re.findall(r"\d{3}-\d{3}-\d{4}", contacts.answer))
    assert numbers == {text for text in CONTACTS if re.fullmatch(r"\d{3}-\d{3}-\d{4}", text)}
