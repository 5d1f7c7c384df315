"""Sentences kept by key, so that they are said in the reader's language and not the writer's.

The trail, tasks and notices store a key and its words; only here is it decided how it is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise

from .personal import all_plain

Text = str | Promise
_SENTENCES: Final[dict[str, "Sentence"]] = {}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`says` is one sentence with %(named)s gaps; `more` follows it in a letter or email."""

    says: Text
    more: Text = ""


class UnknownSentenceError(LookupError):
    """A key was used that no room registered."""


def sentence(key: str, says: Text, more: Text = "") -> str:
    """Register a sentence under `room.key`; returns the key, so it can be kept in a constant."""
    if key in _SENTENCES:
        raise ValueError(f"the sentence {key} is registered twice")
    _SENTENCES[key] = Sentence(says, more)
    return key


def find(key: str) -> Sentence:
    try:
        return _SENTENCES[key]
    except KeyError:
        raise UnknownSentenceError(key) from None


def say(key: str, words: Mapping[str, Any]) -> str:
    """The sentence in the active language, its gaps filled."""
    return str(find(key).says) % all_plain(words)


def say_more(key: str, words: Mapping[str, Any]) -> str:
    return str(find(key).more) % all_plain(words)


def keys() -> list[str]:
    return sorted(_SENTENCES)
