"""Step 2: two organisations bring ten young and ten adult co-researchers, and the group agrees."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import localdate

from .town import Stage
from .visit import Visit

ADULTS = ("Amina", "Jean", "Lin", "Precious", "Ruth", "Vera", "Idris", "Bronwen", "Tadeusz")
YOUNG = ("Sam", "Kezia", "Noor", "Callum", "Mina", "Leo", "Aisha", "Rhys", "Zofia", "Dev")
GROUPS = (
    ("Ten who live here", "Pier Street Carers", "Adults", ADULTS),
    ("Ten young people", "Bay Youth Voice", "Young people", YOUNG),
)
IN_THE_PROJECT = ("Amina", "Jean", "Lin", "Harold", "Ruth", "Farah", "Tom")


def day(from_today: int) -> str:
    """A date as people type it."""
    then = localdate() + timedelta(days=from_today)
    return f"{then.day} {then.month} {then.year}"


def people_come_and_agree(stage: Stage, visit: Callable[..., Visit], project: str) -> None:
    denise = visit("Denise")
    for name, host, whom, people in GROUPS:
        _begin_a_group(stage, denise, name=name, host=host, whom=whom)
        _bring_them_in(denise, people)
        denise.picture(f"10-group-{whom[:5].lower()}")
    _bring_into_the_project(denise, project)
    denise.close()
    _agree(stage, visit, project)


def _begin_a_group(stage: Stage, denise: Visit, *, name: str, host: str, whom: str) -> None:
    denise.open(f"{stage.home}people/groups/new/")
    denise.write(
        {"What the group is called": name, "How many people": "10", "Hours a week for each": "7"}
    )
    denise.choose(host, within="Who hosts it")
    denise.choose(whom, within="For whom")
    denise.write_day("First day", day(0))
    denise.write_day("Last day", day(200))
    denise.press("Begin it")


def _bring_them_in(denise: Visit, people: tuple[str, ...]) -> None:
    """A list is pasted, looked at, then kept."""
    denise.follow("Bring many at once")
    lines = [f"{one}, {one.lower()}@marrambay.example" for one in people]
    if "Amina" in people:
        lines.append("Harold, , 01632 960 131")  # no email, and that is fine
    denise.write({"The people": "\n".join(lines)})
    denise.press("Look at the list")
    denise.sees(*people)
    denise.press("Yes, bring them in")
    denise.sees("10")


def _bring_into_the_project(denise: Visit, project: str) -> None:
    for name in IN_THE_PROJECT:
        denise.open(f"{project}people/bring/")
        denise.write({"Who": name})
        box = denise.page.get_by_label("They speak from life here")
        box.set_checked(name not in {"Farah", "Tom"})
        denise.press("Bring")
    denise.open(f"{project}people/")
    denise.sees(*IN_THE_PROJECT)


def _agree(stage: Stage, visit: Callable[..., Visit], project: str) -> None:
    """It starts empty; anyone writes; somebody asks everyone; each says yes or what must change."""
    agreement = project.replace("/project/", "/agreements/")
    amina = visit("Amina", small=True)
    amina.open(agreement)
    amina.sees("Nothing is written yet")
    amina.write({"What matters to you": "We say what a hard word means, or use another."})
    amina.press("Add it")
    amina.close()
    farah = visit("Farah")
    farah.open(agreement)
    farah.write({"What matters to you": "One person talks at a time."})
    farah.press("Add it")
    farah.write_day("When shall we look at it again?", day(60))
    farah.press("Ask everyone")
    for name in ("Amina", "Jean", "Lin", "Ruth", "Tom", "Denise"):
        someone = visit(name, small=True)
        someone.open(agreement)
        someone.choose("I agree")
        someone.press("Send my answer")
        someone.close()
    farah.open(agreement)
    farah.choose("I agree")
    farah.press("Send my answer")
    write_for_harold(stage, farah)
    farah.open(agreement)
    farah.sees("You are writing this down for Harold, by phone.")
    farah.choose("I agree")
    farah.press("Send my answer")
    farah.picture("11-agreed-by-phone")
    farah.press("Stop")
    farah.open(agreement)
    farah.sees("Everyone agrees")
    farah.picture("12-agreement")
    farah.close()


def write_for_harold(stage: Stage, farah: Visit) -> None:
    farah.open(f"{stage.home}people/")
    farah.follow("Harold")
    farah.follow("Write things down for")
    farah.choose("by phone")
    farah.press("Begin")
