"""Step 5: five texts and a note come in; three read apart, then together; two findings stand."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from .step2_people import day
from .town import Stage
from .visit import Visit

FOLDER: Final = Path(__file__).resolve().parents[3] / "shared" / "seeds"
DOCUMENTS: Final = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
# Where the five are not on this machine, the note alone is read; their own test says it skipped.
TITLES: Final = (
    "A council's own page",
    "A short text from a service",
    "The long guidance",
    "A guide for communities",
    "A researcher tells",
)[: len(DOCUMENTS)]
SOME: Final = ("1", "12")  # sentences of the longest texts: nobody has to read it all
NOTE: Final = "What we said when we read"
SAID: Final = (
    "Jean said: I come back because they asked me what I think.\n"
    "Then they did it. And they paid me on the day.\n"
    "Amina said: the forms took longer than the meeting."
)
NAMES: Final = "Being heard: somebody listens, and does it\nTime: how long things take\nPay"
PACK: Final = "A first look"
READ_BY: Final = {  # who marks which sentences of the note, and with which name
    "Amina": ((1, "Being heard"), (2, "Pay"), (4, "Time")),
    "Jean": ((1, "Being heard"), (2, "Being heard"), (4, "Time")),
    "Ruth": ((1, "Being heard"), (3, "Pay")),
}
FINDINGS: Final = (
    ("People listen", "Being heard", "Jean said", "People stay when what they say is done."),
    ("Time and money", "Time", "the forms took", "Small things take people's time."),
)


def they_find_out(stage: Stage, visit: Callable[..., Visit], project: str) -> None:
    meaning = project.replace("/project/", "/meaning/of/")
    _bring_everything(visit, project)
    pack = _put_together(visit, meaning)
    for name, marks in READ_BY.items():
        _read_alone(visit, pack, name, marks)
    _talk_about_it(visit, pack)
    first, second = _two_findings(visit, meaning)
    _ask_jean(visit, first)
    _jean_answers(stage, visit)
    _change_and_answer(visit, first)
    _call_it_final(visit, second)
    _what_follows(visit, meaning)


def _bring_everything(visit: Callable[..., Visit], project: str) -> None:
    tom = visit("Tom")
    sources = project.replace("/project/", "/sources/of/")
    for title, file in zip(TITLES, DOCUMENTS, strict=True):
        tom.open(f"{sources}bring/")
        tom.write({"What is it called?": title, "How did it come to us?": "We were given it."})
        tom.page.get_by_label("The file").set_input_files(file)
        tom.choose("Something written by others", "We may read it")
        tom.choose("No", within="Are there private things")
        tom.press("Keep it here")
        tom.sees("just as it came", title)
    tom.open(f"{sources}bring/")
    tom.write({"Or its words": SAID, "What is it called?": NOTE})
    tom.choose("A flip chart", "We made it ourselves")
    tom.choose("No", within="Are there private things")
    tom.press("Keep it here")
    tom.sees(SAID[:40])  # how it came is missing: said beside the box, nothing typed is lost
    tom.write({"How did it come to us?": "From our reading day."})
    tom.press("Keep it here")
    tom.open(sources)
    tom.sees(*TITLES, NOTE)
    tom.picture("25-what-we-learn-from")
    tom.close()


def _put_together(visit: Callable[..., Visit], meaning: str) -> str:
    farah = visit("Farah")
    farah.open(meaning)
    farah.follow("Put something together to read")
    farah.write(
        {
            "What shall we call it?": PACK,
            "What shall readers look for?": "What makes people come back?",
            "A few names to mark with": NAMES,
        }
    )
    farah.choose(*TITLES, NOTE, within="What shall we read?")
    farah.choose("Amina", "Jean", "Ruth", within="Who reads?")
    farah.write_day("Until which day?", day(7))
    farah.page.locator("main form button").first.click()
    pack = farah.page.url
    for title in TITLES:
        card = farah.page.locator("li.card").filter(has_text=title)
        if "Sentences 1 to 10" not in card.inner_text():
            card.locator("summary").click()
            card.get_by_label("From sentence").fill(SOME[0])
            card.get_by_label("To sentence").fill(SOME[1])
            farah.press("Read these", within=card)
    farah.picture("26-a-pack")
    farah.press("Ask them to read")
    farah.sees("Each of us reads alone")
    farah.close()
    return pack


def _read_alone(
    visit: Callable[..., Visit], pack: str, name: str, marks: tuple[tuple[int, str], ...]
) -> None:
    """On a phone, one text at a time; nobody sees what the others mark."""
    reader = visit(name, small=True)
    reader.open(pack)
    reader.follow(NOTE)
    for number, code in marks:
        _mark(reader, number, code)
    if name == "Jean":
        reader.picture("27-reading-alone")
    if TITLES:
        reader.open(pack)
        reader.follow(TITLES[1])
        _mark(reader, 2 if name == "Ruth" else 3, "Being heard")
    reader.open(pack)
    reader.press("I am done reading")
    reader.sees("Nobody sees your marks until everyone is")
    reader.close()


def _mark(reader: Visit, number: int, code: str) -> None:
    box = reader.page.locator(f'input[name="sentence"][value="{number}"]')
    reader.page.locator("label.tap").filter(has=box).click()
    reader.choose(code, within="What is it about?")
    reader.press("Mark it")
    reader.sees("Marked.")


def _talk_about_it(visit: Callable[..., Visit], pack: str) -> None:
    farah = visit("Farah")
    farah.open(pack)
    farah.press("Show everyone's marks")
    farah.follow("Look at it together")
    together = farah.page.url
    places = farah.page.get_by_role("link", name="Talk about place").count()
    for number in range(1, places + 1):
        farah.open(f"{together}{number}/")
        named = set(farah.page.locator("main .cards .kind").all_inner_texts())
        if len(named) == 1:
            farah.choose("One name fits")
            farah.choose(named.pop(), within="If one name fits")
        else:
            farah.choose("We keep them all")
        farah.page.get_by_label("Why?", exact=True).first.fill("We read it aloud and talked.")
        if len(named) > 1:
            farah.picture("28-talking-about-a-place")
        farah.press("Write it down")
    farah.sees(f"You have talked about {places} of {places} places")
    farah.open(pack)
    farah.press("We have talked about it all")
    farah.close()


def _two_findings(visit: Callable[..., Visit], meaning: str) -> tuple[str, str]:
    found: list[str] = []
    amina = visit("Amina", small=True)
    for theme, code, words, statement in FINDINGS:
        amina.open(meaning)
        amina.follow("Propose a theme")
        amina.write({"What runs through it?": theme})
        amina.choose(code)
        amina.page.locator("main form button").first.click()
        amina.open(meaning)
        amina.follow("Write down a finding")
        amina.write({"What did we find?": statement})
        amina.choose(theme)
        amina.press("Keep it")
        found.append(amina.page.url)
        amina.follow("Put a passage to it")
        amina.choose(words, within="Which passage?")
        amina.choose("We have not asked yet" if words == "Jean said" else "Yes, with the name")
        amina.write({"Who said it?": "Jean" if words == "Jean said" else "Amina"})
        amina.press("Put it there")
        if words != "Jean said":  # a name is missing: said beside the box
            amina.write({"The name they wish to see": "Amina"})
            amina.press("Put it there")
        amina.sees(statement, words)
    amina.picture("29-a-finding")
    amina.close()
    return found[0], found[1]


def _ask_jean(visit: Callable[..., Visit], finding: str) -> None:
    amina = visit("Amina", small=True)
    amina.open(finding)
    amina.press("Call it final")
    amina.sees("may use their words")  # a finding is not final before the people quoted were asked
    amina.open(finding)
    amina.press("Ask the people quoted")
    amina.sees("They are being asked.", "No answer yet")
    amina.close()


def _jean_answers(stage: Stage, visit: Callable[..., Visit]) -> None:
    jean = visit("Jean", small=True)
    jean.open("/week/")
    jean.follow("We would like to use your words")
    jean.choose("Change something", within="Is it right like this?")
    jean.choose("Yes, with the name I write below")
    jean.write(
        {
            "What should be different?": "Say “soon”. Waiting a year is no answer.",
            "The name you wish to see": "Jean of Pier Street",
        }
    )
    jean.picture("30-are-these-words-right")
    jean.press("Send my answer")
    jean.sees("We do as you say")
    jean.close()


def _change_and_answer(visit: Callable[..., Visit], finding: str) -> None:
    farah = visit("Farah")
    farah.open(finding)
    farah.sees("Change something", "Say “soon”")
    farah.press("Call it final")
    farah.sees("waits for an answer")
    farah.open(finding)
    farah.follow("Change the words")
    farah.write(
        {
            "What did we find?": "People stay when what they say is soon done.",
            "Does anybody see it another way?": "Ruth thinks that food matters more.",
        }
    )
    farah.press("Keep it")
    farah.follow("More about")
    farah.follow("Answer this")
    farah.choose("We did it")
    farah.write({"What changed?": "It says soon now."})
    farah.page.get_by_label("Why?", exact=True).first.fill("You were right, Jean.")
    farah.page.locator("main form button").first.click()
    _call_final(farah, finding)
    farah.picture("31-a-final-finding")
    farah.close()


def _call_it_final(visit: Callable[..., Visit], finding: str) -> None:
    farah = visit("Farah")
    farah.open(finding)
    farah.press("Ask the people quoted")
    amina = visit("Amina", small=True)
    amina.open(finding)
    amina.page.locator("dl.facts a").first.click()
    amina.choose("That is fine", "Yes, with the name I write below")
    amina.write({"The name you wish to see": "Amina"})
    amina.press("Send my answer")
    amina.close()
    _call_final(farah, finding)
    farah.close()


def _call_final(farah: Visit, finding: str) -> None:
    farah.open(finding)
    farah.press("Call it final")
    farah.sees("It is final. It can be told to others now.")


def _what_follows(visit: Callable[..., Visit], meaning: str) -> None:
    amina = visit("Amina")
    amina.open(meaning)
    amina.follow("Recommend something")
    amina.write(
        {
            "What should be done?": "Answer people within three weeks.",
            "Who is it for?": "Marram Bay Council",
        }
    )
    amina.choose("People stay when")
    amina.press("Recommend it")
    amina.sees("Because of:")
    amina.picture("32-what-it-all-means")
    amina.close()
