"""After the dust: what people were told stands beside what is there. Every sentence is a loss."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from .journal import Deed, Journal
from .mail import Post
from .town import email_of

PLACE: Final = {"has_place", "waiting"}
UNTOLD: Final = {"by_hand", "not_told"}
Facts = dict[str, Any]  # Any: what JSON carried


@dataclass
class Account:
    """What was found. Where both lists are empty, the house kept its word."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    waiting: int = 0  # work a killed worker still holds, until its lease ends

    @property
    def is_fine(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


def settle(journal: Journal, facts: Facts, post: Post) -> Account:
    found = Account(waiting=facts["jobs"]["due"] + facts["jobs"]["leased"])
    by_kind: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in journal.deeds:
        by_kind[deed.kind].append(deed)
    _count(found, by_kind["said"], facts["said"], "what was said")
    _count(found, by_kind["answered"], facts["answered"], "an answer")
    _count(
        found,
        by_kind["file"],
        {mark: len(rows) for mark, rows in facts["files"].items()},
        "a file",
    )
    found.wrong += _torn(by_kind["file"], facts["files"])
    _hours(found, by_kind["hours"], facts["hours"])
    found.wrong += _pots(facts)
    _yes(found, by_kind["yes"], facts["answers"])
    _told(found, [*by_kind["answered"], *by_kind["yes"]], facts, post)
    found.wrong += _trail(facts["trail"])
    found.wrong += [f"the database says: {words}" for words in facts["unsound"]]
    found.wrong += [f"a job was given up: {kind}, {why}" for kind, why in facts["jobs"]["given_up"]]
    return found


def _count(found: Account, deeds: list[Deed], there: dict[str, int], what: str) -> None:
    """Acknowledged: there, once. Never acknowledged: there at most once."""
    for deed in deeds:
        times = there.get(deed.mark, 0)
        if deed.acknowledged and not times:
            found.lost.append(f"{what} of {deed.who}, {deed.mark}")
        if times > 1:
            found.doubled.append(f"{what} of {deed.who}, {deed.mark}: {times} times")


def _torn(deeds: list[Deed], there: dict[str, list[list[str]]]) -> Iterator[str]:
    for deed in deeds:
        for noted, now in there.get(deed.mark, []):
            if {noted, now} != {deed.digest}:
                yield f"the bytes of {deed.mark} are not what was sent: {now[:20]}"


def _hours(found: Account, deeds: list[Deed], moves: list[Facts]) -> None:
    put_in: defaultdict[str, list[int]] = defaultdict(list)
    for move in moves:
        if move["mark"]:
            put_in[move["mark"]].append(move["amount"] if move["into"] == "done" else 0)
    _count(found, deeds, {mark: len(each) for mark, each in put_in.items()}, "hours")
    for deed in deeds:
        if deed.mark in put_in and put_in[deed.mark] != [deed.amount]:
            found.wrong.append(f"{deed.who} put in {deed.amount} minutes, not {put_in[deed.mark]}")


def _pots(facts: Facts) -> Iterator[str]:
    """Every week: all pots sum to zero, a week is opened once, and booked is what places cost."""
    weeks: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    booked: Counter[tuple[str, str]] = Counter()
    opened: Counter[tuple[str, str]] = Counter()
    for move in facts["hours"]:
        week = (move["who"], move["week"])
        weeks[week][move["out_of"]] -= move["amount"]
        weeks[week][move["into"]] += move["amount"]
        opened[week] += move["out_of"] == "programme"
        sign = (move["into"] == "booked") - (move["out_of"] == "booked")
        booked[move["who"], move["about"]] += sign * move["amount"]
    for (who, monday), pots in weeks.items():
        if sum(pots.values()):
            yield f"the pots of {who} do not sum to zero in the week of {monday}: {dict(pots)}"
        if opened[who, monday] != 1:
            yield f"the week {monday} of {who} was opened {opened[who, monday]} times"
    has = {(row["who"], row["offer"]) for row in facts["answers"] if row["standing"] == "has_place"}
    for (who, offer), minutes in booked.items():
        if minutes != (75 if (who, offer) in has else 0):
            yield f"{who} has {minutes} minutes booked for {offer}"
    for who, offer in has - set(booked):
        yield f"{who} has a place and no time is booked for {offer}"


def _yes(found: Account, deeds: list[Deed], answers: list[Facts]) -> None:
    standing = {(row["who"], row["offer"]): row["standing"] for row in answers}
    for deed in deeds:
        if deed.acknowledged and standing.get((deed.who, deed.about)) not in PLACE:
            found.lost.append(f"the yes of {deed.who} to {deed.about}")
    taken = Counter(row["offer"] for row in answers if row["standing"] == "has_place")
    places = {row["offer"]: row["places"] for row in answers}
    found.wrong += [
        f"{count} people have one of {places[offer]} places of {offer}"
        for offer, count in taken.items()
        if count > places[offer]
    ]


def _told(found: Account, deeds: list[Deed], facts: Facts, post: Post) -> None:
    """A letter for each: once where it is ticked as told, never twice, else somebody was asked."""
    notices: list[Facts] = facts["notices"]
    said = Counter((row["who"], row["mark"]) for row in notices)
    letters = {
        who: post.count(email_of(who), {row["mark"] for row in notices if row["who"] == who})
        for who in {row["who"] for row in notices}
    }
    for row in notices:
        came = letters[row["who"]][row["mark"]]
        words = f"a letter to {row['who']} about {row['mark']}"
        if came > said[row["who"], row["mark"]]:
            found.doubled.append(f"{words}: {came} times")
        if row["delivery"] == "told" and not came:
            found.lost.append(f"{words}, ticked as told")
        if row["delivery"] in UNTOLD and not row["asked"]:
            found.lost.append(f"{words}: it did not arrive, and nobody was asked to tell them")
        if row["delivery"] in {"waiting", "sending"} and not found.waiting:
            found.lost.append(f"{words}: it is {row['delivery']}, and no work waits")
    title = {row["offer"]: row["title"] for row in facts["answers"]}
    told = {row["mark"] for row in notices} | {f"{row['who']} {row['mark']}" for row in notices}
    for deed in deeds:
        mark = deed.mark if deed.kind == "answered" else f"{deed.who} {title.get(deed.about, '')}"
        if deed.acknowledged and mark not in told:
            found.lost.append(f"the notice of what {deed.who} did: {deed.kind} {deed.mark}")
    found.doubled += [
        f"the notice to {who} about {mark}: {times} times"
        for (who, mark), times in said.items()
        if times > 1
    ]


def _trail(trail: Facts) -> Iterator[str]:
    for entry in trail["expected"]:
        times = trail["written"].get(entry, 0)
        if times != 1:
            yield f"the trail says {times} times: {entry}"
