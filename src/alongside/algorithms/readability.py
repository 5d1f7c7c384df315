"""How hard a text is to read: an estimate for English, advice and never a certificate.

Flesch reading ease: 206.835 - 1.015 x words a sentence - 84.6 x syllables a word.
Flesch-Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59.
"""

import re
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[£$€]?\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
SENTENCE_END: Final = re.compile(r"(?<=[.!?…。؟])[\"'”\u2019)\]]*\s+|\n+")
TITLES: Final = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St)\.", re.IGNORECASE)
VOWELS: Final = re.compile(r"[aeiouy]+")
LETTERS: Final = re.compile(r"[^a-z]")

# Vowels that run together in writing and apart in speech, and the other way round.
APART: Final = re.compile(
    r"(?<![cgstxln])io|(?<![cgtx])iou|(?<![cgst])ia|[cgst]ia(?=t)|(?<![gq])u[ao]|eo(?!u)"
    r"|(?<![ct])ie(?=n)|ie(?=t)|(?<=[^aeiouy])ie(?:r|st)$|[aeiouy]ing|oye$|^coo(?=p|rd)|thm$|sm$"
)
SILENT_INSIDE: Final = re.compile(
    r"(?<=[aeiouy][^aeiouy]|lv|nc|rc)e(?=(?:ly|ful|less|ments?|ness)$)"
)

# What the patterns get wrong, in words this house uses.
SPOKEN: Final = {
    "anyone": 3, "area": 3, "areas": 3, "being": 2, "business": 2, "create": 2, "created": 3,
    "element": 3, "every": 2, "everybody": 4, "everyone": 3, "everything": 3, "evening": 2,
    "evenings": 2, "friend": 1, "friends": 1, "friendly": 2, "idea": 3, "ideas": 3, "lion": 2,
    "people": 2, "pier": 1, "poem": 2, "quiet": 2, "really": 2, "safeguarding": 3, "science": 2,
    "scientist": 3, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "theatre": 3,
    "therefore": 2, "video": 3, "wednesday": 2, "whoever": 3,
}  # fmt: skip

# Long words that nearly everyone knows: days, months and the plain words of taking part.
FAMILIAR: Final = frozenset(
    """
    afternoon afternoons already another answering anybody anyone anything apostrophe august
    beginning birthday building buildings december different difference everybody everyone
    everything everywhere evening evenings exactly family families february following friday
    grandchildren grandmother grandfather holiday holidays hospital hospitals idea ideas important
    including interesting january japanese july june kilometre library libraries listening
    loudspeaker monday neighbour neighbours newspaper november october opening operator ourselves
    photograph photographs probably radio remember remembered saturday september somebody
    someone something sometimes somewhere suddenly sunday supermarket telephone television
    themselves thursday together tomorrow tuesday umbrella understand understanding upstairs
    wednesday whatever whenever wherever whoever yesterday yourself yourselves
    """.split()  # noqa: SIM905 -- a list of words is read as a text
)
LONG_LETTERS: Final = 11
LONG_SYLLABLES: Final = 4
ENDINGS: Final = ("ing", "ed", "es", "ly", "s")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in a text, and what the two formulas say of it."""

    sentences: int
    words: int
    syllables: int

    @property
    def ease(self) -> float:
        """Flesch: 60 to 70 is plain, 80 to 90 suits readers of about eleven. No words: 100."""
        if not self.words:
            return 100.0
        return 206.835 - 1.015 * self._long_sentences - 84.6 * self._long_words

    @property
    def grade(self) -> float:
        """Flesch-Kincaid: years at school, so five is readers of about ten. No words: nought."""
        if not self.words:
            return 0.0
        return 0.39 * self._long_sentences + 11.8 * self._long_words - 15.59

    @property
    def _long_sentences(self) -> float:
        return self.words / max(self.sentences, 1)

    @property
    def _long_words(self) -> float:
        return self.syllables / self.words


def sentences(text: str) -> list[str]:
    """Pieces that hold a word. A line of its own (a label, a list item) is a sentence."""
    joined = TITLES.sub(r"\1", text)
    return [piece for piece in SENTENCE_END.split(joined) if WORD.search(piece)]


def words(text: str) -> list[str]:
    """Words as written. A number, a time or an amount is one word."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Count as the ear does, estimated from the letters. Never less than one."""
    plain = LETTERS.sub("", word.lower().replace("\u2019", "'").removesuffix("'s"))
    if plain in SPOKEN:
        return SPOKEN[plain]
    heard = plain
    if heard.endswith(("ed", "es")) and not heard.endswith(("ted", "ded", "ied")):
        heard = heard[:-2] + ("e" if _is_hissed(heard) else "")
    elif heard.endswith("e") and not _is_heard_at_the_end(heard):
        heard = heard[:-1]
    heard = SILENT_INSIDE.sub("", heard)
    return max(len(VOWELS.findall(heard)) + len(APART.findall(heard)), 1)


def _is_hissed(word: str) -> bool:
    """Houses, boxes, wishes: the ending is heard."""
    return word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "c", "g"))


def _is_heard_at_the_end(word: str) -> bool:
    """Table, people, centre; not whole or more."""
    return re.search(r"[^aeiouy][lr]e$", word) is not None


def measure(text: str) -> Reading:
    found = words(text)
    return Reading(
        sentences=len(sentences(text)),
        words=len(found),
        syllables=sum(syllables(word) for word in found),
    )


def hard_words(text: str) -> list[str]:
    """Words worth a second look, each once, in the order they come. Names are left alone."""
    found: dict[str, None] = {}
    for sentence in sentences(text):
        for place, word in enumerate(words(sentence)):
            is_a_name = place > 0 and word[0].isupper()
            if not is_a_name and is_hard(word):
                found.setdefault(word.lower())
    return list(found)


def is_hard(word: str) -> bool:
    """Long to the ear or to the eye, and not among the long words nearly everyone knows."""
    plain = word.lower()
    stems = [plain, *(plain.removesuffix(end) for end in ENDINGS)]
    if any(stem in FAMILIAR for stem in stems):
        return False
    shortest = min(syllables(stem) for stem in stems if stem)
    return shortest >= LONG_SYLLABLES or len(plain) >= LONG_LETTERS
