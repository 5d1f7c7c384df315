"""Step 6: a plain summary and a one-page picture go out, seen first by those who made them."""

from collections.abc import Callable
from typing import Final

from .step2_people import day, write_for_harold
from .town import Stage
from .visit import Visit

TITLE: Final = "Ask, then do"
SUMMARY: Final = (
    "We asked what makes working together work. People stay when what they say is soon done. "
    "Small things, like forms, take their time."
)
MADE_IT: Final = {  # whom we thank, for what, and the name each of them wishes
    "Jean": ("Spoke from their own life", "By another name", "Jean of Pier Street"),
    "Amina": ("Wrote the first draft", "By my first name", ""),
    "Harold": ("Worked out what it means", "As one of the group", ""),
}


def they_spread_the_word(stage: Stage, visit: Callable[..., Visit], project: str) -> str:
    """The address of what went out."""
    plan = project.replace("/project/", "/outputs/project/")
    work = _write_it(visit, plan)
    _thank_those_who_made_it(visit, work)
    _they_choose_their_names(stage, visit, work)
    _they_see_it_first(stage, visit, work)
    return _it_goes_out(stage, visit, work)


def _write_it(visit: Callable[..., Visit], plan: str) -> str:
    amina = visit("Amina", small=True)
    amina.open(plan)
    amina.follow("Add who should hear")
    amina.write(
        {
            "Who do we share with?": "People on Pier Street",
            "Why them?": "They told us.",
            "How?": "A page in the shop window.",
            "Who decided this, and how?": "All of us, when we met.",
        }
    )
    amina.write_day("When was it decided?", day(0))
    amina.page.locator("main form button").first.click()
    amina.follow("Begin something")
    amina.write(
        {
            "What form does it take?": "A plain summary",
            "What is it called?": TITLE,
            "A summary in plain words": SUMMARY,
            "How can people get one": "On paper, or read out loud. Ring Farah.",
            "Who is it for?": "People on Pier Street",
        }
    )
    amina.page.locator("main form button").first.click()
    work = amina.page.url
    amina.follow("The one-page picture")
    amina.sees("People stay when what they say is soon done.")  # the records fill it in
    amina.page.locator("main form button").first.click()
    amina.picture("33-the-picture")
    amina.open(work)
    amina.follow("Write down what we agreed")
    amina.write(
        {
            "What was made?": "The words and the picture",
            "Who made it?": "Jean, Amina and Harold",
            "Who owns it?": "Marram Bay Bus Users",
            "Who agreed to this?": "All of us",
        }
    )
    amina.choose("Anyone may use and change it, and must name us")
    amina.write_day("When?", day(0))
    amina.page.locator("main form button").first.click()
    amina.close()
    return work


def _thank_those_who_made_it(visit: Callable[..., Visit], work: str) -> None:
    farah = visit("Farah")
    for name, (role, _naming, _wished) in MADE_IT.items():
        farah.open(f"{work.removesuffix('work/')}thank/")
        farah.write({"Who?": name})
        farah.choose(role)
        farah.page.locator("main form button").first.click()
        farah.sees(name)
    farah.close()


def _they_choose_their_names(stage: Stage, visit: Callable[..., Visit], work: str) -> None:
    for name, (_role, naming, wished) in MADE_IT.items():
        someone = visit("Farah" if name == "Harold" else name, small=True)
        if name == "Harold":
            write_for_harold(stage, someone)
        someone.open(work)
        someone.follow("How I am named")
        someone.choose(naming)
        if wished:
            someone.page.locator("main form button").first.click()
            someone.sees("Write the name you want.")
            someone.write({"The other name": wished})
        someone.page.locator("main form button").first.click()
        someone.sees("named as you wish")
        if name == "Harold":
            someone.press("Stop")
        someone.close()


def _they_see_it_first(stage: Stage, visit: Callable[..., Visit], work: str) -> None:
    """Nobody learns from the newspaper what came of their own work."""
    release = work.replace("/work/", "/release/")
    farah = visit("Farah")
    farah.open(release)
    farah.does_not_see("Put it out for everybody")
    farah.press("Share it with those who had a part")
    farah.sees("It can go out sooner when all have seen it.")
    farah.does_not_see("Put it out for everybody")
    names = farah.page.locator("main .rows h3").all_inner_texts()
    farah.picture("34-seen-first")
    farah.close()
    for name in names:
        someone = visit("Farah" if name == "Harold" else name, small=True)
        if name == "Harold":
            write_for_harold(stage, someone)
        someone.open(work)
        someone.press("I have seen it")
        if name == "Harold":
            someone.press("Stop")
        someone.close()


def _it_goes_out(stage: Stage, visit: Callable[..., Visit], work: str) -> str:
    farah = visit("Farah")
    farah.open(work.replace("/work/", "/release/"))
    farah.press("Put it out for everybody")
    out = farah.page.url
    farah.close()
    anybody = visit(small=True)  # nobody has to sign in to read it
    anybody.open(f"{stage.home}outputs/")
    anybody.follow(TITLE)
    anybody.sees("Jean of Pier Street", "Amina", "1 more person", "CC BY", "Marram Bay Bus Users")
    anybody.does_not_see("Harold")
    anybody.picture("35-out-for-everybody")
    anybody.close()
    return out
