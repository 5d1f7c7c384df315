"""Step 7: all that was said has its answer, people see their impact, and it is written up."""

import io
from collections.abc import Callable

import docx

from .step2_people import day
from .town import Stage
from .visit import Visit


def everyone_hears(stage: Stage, visit: Callable[..., Visit], project: str) -> None:
    back = project.replace("/project/", "/looking-back/")
    _everything_is_answered(stage, visit)
    _jean_sees_her_impact(stage, visit)
    _you_said_we_did(visit, project)
    _they_look_back(visit, back)
    _the_report_is_written(visit, back)
    _nothing_stands_in_the_way(visit, back)


def _everything_is_answered(stage: Stage, visit: Callable[..., Visit]) -> None:
    farah = visit("Farah")
    farah.open(f"{stage.home}said/waiting/")
    farah.picture("36-waiting-for-an-answer")
    while farah.page.locator("main .rows a").count():
        farah.page.locator("main .rows a").first.click()
        if farah.page.get_by_role("link", name="Answer this").count():
            farah.follow("Answer this")
            farah.choose("We did a part of it")
            farah.write({"What changed?": "We talked about it when we met."})
            farah.page.get_by_label("Why?", exact=True).first.fill("It matters to several of us.")
            farah.press("Send the answer")
        if farah.page.get_by_role("button", name="I have told them").count():
            farah.press("I have told them")
        farah.open(f"{stage.home}said/waiting/")
    farah.sees("Nobody waits for you.", "Nobody waits for anyone else.")
    farah.close()


def _jean_sees_her_impact(stage: Stage, visit: Callable[..., Visit]) -> None:
    jean = visit("Jean", small=True)
    jean.open(f"{stage.home}said/mine/")
    jean.sees("What changed because of you", "It says soon now.", "You were right, Jean.")
    jean.picture("37-my-impact")
    jean.close()


def _you_said_we_did(visit: Callable[..., Visit], project: str) -> None:
    anybody = visit(small=True)
    anybody.open(project.replace("/project/", "/projects/"))
    anybody.sees("You said, we did")
    anybody.picture("38-you-said-we-did")
    anybody.close()


def _they_look_back(visit: Callable[..., Visit], back: str) -> None:
    amina = visit("Amina", small=True)
    amina.open(back)
    amina.follow("Say whether we found out")
    amina.choose("We found out a part of it", within="Did we find out?")
    amina.write({"What did we find, or why not?": "We know why people stay. Not why they leave."})
    amina.press("Write it down")
    amina.follow("Something changed")
    amina.write(
        {
            "What changed?": "The forms are one page now.",
            "For whom?": "Everyone who claims money back",
            "How do we know?": "Amina filled one in, in two minutes.",
        }
    )
    amina.write_day("When?", day(0))
    amina.choose("For the better", within="Was it for the better?")
    amina.choose("A group of people", within="How far does it reach?")
    amina.choose("No, it came as a surprise", within="Did we expect it?")
    amina.press("Write it down")
    amina.sees("The forms are one page now.")
    amina.picture("39-looking-back")
    amina.close()


def _the_report_is_written(visit: Callable[..., Visit], back: str) -> None:
    """In the short form researchers know, on the page and as a document, its gaps shown."""
    tom = visit("Tom")
    tom.open(f"{back}gripp2_short/")
    tom.sees("The records answer", "1. Aim", "5.")
    tom.follow("Add to this", nth=4)
    tom.write({"What do you want to add?": "We began to pay on the day too late."})
    tom.press("Add it")
    tom.sees("We began to pay on the day too late.")
    tom.picture("40-the-report")
    document = tom.page.get_by_role("link", name="As a document").get_attribute("href")
    answer = tom.context.request.get(str(document))
    made = docx.Document(io.BytesIO(answer.body()))
    words = "\n".join(part.text for part in made.paragraphs)
    assert answer.status == 200
    assert "What makes working together work?" in words
    assert "We began to pay on the day too late." in words
    assert len(made.tables[0].rows) > 1  # the log: who did what, and what changed
    tom.close()


def _nothing_stands_in_the_way(visit: Callable[..., Visit], back: str) -> None:
    farah = visit("Farah")
    farah.open(f"{back}close/")
    farah.sees("Nothing stands in the way. Everyone was told what came of what they said.")
    farah.picture("41-before-we-finish")
    farah.close()
