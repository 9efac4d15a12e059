"""A bot with fixed replies, one of each kind, so that neither the leaflet nor the matcher can change a picture."""

from __future__ import annotations

from pathlib import Path

from bot.conversation import Conversation, load
from bot.reply import Choice, Kind, Passage, Reply, Topic
from bot.words import clean

QUESTIONS = {
    "what-is": "What is neuroblastoma?",
    "symptoms": "What are the signs of neuroblastoma?",
    "diagnosis": "How do doctors find out whether a child has neuroblastoma?",
    "stages": "What do the stages mean?",
    "prevention": "Can neuroblastoma be prevented?",
    "causes": "What causes neuroblastoma?",
    "when-to-call": "When should I call the doctor?",
}
SECTIONS = {"what-is": "What it is", "symptoms": "Signs", "when-to-call": "Signs"}
ANSWERS = {
    "what-is": "Neuroblastoma is a kind of cancer. It starts in nerve cells that are primitive, which means still in a "
    "very early form. Babies and children can get it.",
    "symptoms": "Signs (symptoms) of neuroblastoma include:\n\n"
    "- a firm mass (lump) in the belly, with or without pain or discomfort\n- a swollen belly\n"
    "- trouble breathing, because the mass presses on your child's lungs\n"
    '- weight loss, or not being able to gain weight (called "failure to thrive")\n'
    "- anemia (too few red blood cells)\n- fever\n- being cranky (easily upset)\n- bone pain\n"
    '- bulging eyes, dark circles around the eyes ("panda eyes"), or a drooping eyelid\n'
    "- weakness, jerky movements, or trouble walking\n- high blood pressure\n\n"
    "Call your doctor if your child has signs of neuroblastoma, above all a swollen belly.",
    "causes": "There is no solid proof that toxic (poisonous) chemicals cause neuroblastoma.",
    "prevention": "There is no way to prevent neuroblastoma.",
}
SOURCE = "Neuroblastoma (Harvard Health Publishing). No clinician has checked this text yet."


def conversation() -> Conversation:
    """Return the fixed wording."""
    return load(Path(__file__).with_name("conversation.yaml"))


def choices(*ids: str) -> tuple[Choice, ...]:
    """Return choices for entry ids."""
    return tuple(Choice(id_, QUESTIONS[id_]) for id_ in ids)


class FakeBot:
    """What `bot.replies.Bot` shows to the screens: any question that holds a key word gets that key word's reply."""

    def __init__(self) -> None:
        self.conversation = conversation()
        self.title = "Neuroblastoma"
        self.asked: list[str] = []

    def greet(self) -> Reply:
        lead = (
            "Hello. I answer questions from a leaflet about neuroblastoma, a cancer of babies and young children. "
            "Ask in your own words.\n\nI am a computer program, not a doctor. If your child is very ill now, "
            "ask for help from a person right away."
        )
        return Reply(
            "",
            Kind.SMALL_TALK,
            lead,
            choices=choices("what-is", "symptoms", "diagnosis"),
            choices_title="You can start with one of these:",
        )

    def ask(self, question: str, after: Reply | None = None) -> Reply:
        self.asked.append(question)
        question = clean(question)
        if after and question.isdecimal() and 0 < int(question) <= len(after.choices):
            return self.choose(after.choices[int(question) - 1].entry)
        for word, make in self.kinds.items():
            if word in question.lower():
                return make(question)
        return Reply(
            question,
            Kind.UNKNOWN,
            "I could not find that in the leaflet. Your care team can help you.",
            choices=choices("what-is", "symptoms", "diagnosis"),
            choices_title="The leaflet does answer:",
        )

    @property
    def kinds(self):
        """Key words, and what makes the reply to them."""
        return {
            "signs": lambda q: self._answer(q, "symptoms"),
            "what is": lambda q: self._answer(q, "what-is"),
            "cuases": lambda q: self._answer(q, "causes", "prevention", notes=("I read “cuases” as “causes”.",)),
            "stage": lambda q: Reply(
                q,
                Kind.SUGGESTIONS,
                "I am not sure what you mean.",
                choices=choices("stages", "diagnosis", "causes"),
                choices_title="Did you mean:",
            ),
            "hair": lambda q: Reply(
                q,
                Kind.NOT_COVERED,
                "This leaflet does not cover hair loss. Please ask your care team about it.",
                topic="hair-loss",
                choices=choices("symptoms", "stages"),
                choices_title="It does answer:",
            ),
            "breathe": lambda q: Reply(
                q,
                Kind.URGENT,
                "This sounds like an emergency. Tell a member of staff now.\n\n"
                "If nobody is near, call 911 (or your local emergency number).\n\n"
                "Do not wait for an answer from this program.",
            ),
            "thank": lambda q: Reply(q, Kind.SMALL_TALK, "You are welcome. Take care of yourself, too."),
        }

    def choose(self, entry_id: str) -> Reply:
        return self._answer(QUESTIONS[entry_id], entry_id)

    def predict(self, typed: str, limit: int = 4, early: bool = False) -> tuple[Choice, ...]:
        if early:
            return choices(
                *[id_ for id_, text in QUESTIONS.items() if typed and f" {typed}" in f" {text.lower()}"][:limit]
            )
        words = set(typed.lower().split())
        known = {id_: set(question.lower().strip("?").split()) for id_, question in QUESTIONS.items()}
        return choices(*[id_ for id_ in known if words and words <= known[id_]][:limit])

    def topics(self) -> tuple[Topic, ...]:
        titles = dict.fromkeys(SECTIONS.get(id_, "Finding it and treating it") for id_ in QUESTIONS)
        return tuple(
            Topic(title, choices(*(i for i in QUESTIONS if SECTIONS.get(i, "Finding it and treating it") == title)))
            for title in titles
        )

    def _answer(self, asked: str, *ids: str, notes: tuple[str, ...] = ()) -> Reply:
        passages = tuple(self._passage(id_) for id_ in ids)
        return Reply(
            asked,
            Kind.ANSWER,
            passages=passages,
            notes=notes,
            choices=choices("diagnosis", "when-to-call"),
            choices_title="Related questions:",
            confidence=0.9,
            disclaimer=self.conversation.disclaimer,
        )

    def _passage(self, id_: str) -> Passage:
        text = ANSWERS.get(id_, f"The answer about {id_}.")
        return Passage(id_, QUESTIONS[id_], text, SECTIONS.get(id_, "Causes"), SOURCE)
