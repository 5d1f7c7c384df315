"""A project with three readers and one short text, to act on."""

from dataclasses import dataclass

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.models import Project
from alongside.phases.analysis import actions, queries
from alongside.phases.analysis.models import Code, Coding, Finding, Pack, Part, Theme
from alongside.phases.analysis.states import Settled
from alongside.phases.collection import actions as collection
from alongside.phases.collection import queries as sources
from alongside.phases.collection.states import Kind, MayUse
from tests.factories import NOON, TODAY, ProjectFactory, ProjectMemberFactory, member

TEXT = (
    "We wait at the stop in the dark. 🙂 The bus does not come.\r\n"
    "مرحبا بكم في المدينة. Nobody asked us where it should stop.\r\n"
    "Somebody thanked me. I was paid for my time."
)


@dataclass(slots=True)
class Stage:
    project: Project
    people: list[Person]

    @property
    def slug(self) -> str:
        return self.project.programme.slug

    @property
    def pack(self) -> Pack:
        return queries.packs_of(self.project).get()

    @property
    def part(self) -> Part:
        return queries.parts_of(self.pack).get()

    def code(self, name: str) -> Code:
        return queries.codes(self.project).get(name=name)

    def mark(
        self, person: Person, sentences: set[int], *names: str, words: str = ""
    ) -> list[Coding]:
        return actions.mark(
            by=Hand.own(person),
            part=self.part,
            sentences=sentences,
            codes=[self.code(name) for name in names],
            words=words,
            now=NOON,
        )

    def finish_all(self) -> None:
        for person in self.people:
            actions.finish(by=Hand.own(person), pack=self.pack, now=NOON)

    def together(self) -> None:
        self.finish_all()
        actions.look_together(by=Hand.own(self.people[0]), pack=self.pack, now=NOON)

    def settle(self, how: Settled = Settled.KEEP_BOTH) -> list[Coding]:
        for place in queries.places_of(self.pack, self.people[0]):
            actions.settle(
                by=Hand.own(self.people[0]),
                pack=self.pack,
                text=place.part.text,
                span=place.span,
                how=how,
                why="We talked.",
                now=NOON,
            )
        return list(queries.settled(self.project))

    def theme(self, name: str = "Who decides") -> Theme:
        return actions.propose_theme(
            by=Hand.own(self.people[0]), project=self.project, name=name, now=NOON
        )

    def finding(self) -> Finding:
        return actions.write_finding(
            by=Hand.own(self.people[0]),
            project=self.project,
            statement="People were not asked.",
            themes=[self.theme()],
            now=NOON,
        )


def a_stage(*, opened: bool = True) -> Stage:
    project = ProjectFactory.create()
    people = [member(project.programme) for _ in range(3)]
    for person in people:
        ProjectMemberFactory.create(project=project, programme=project.programme, person=person)
    collection.bring_in(
        by=Hand.own(people[0]),
        project=project,
        title="Waiting",
        kind=Kind.TRANSCRIPT,
        how_it_came="Said at the stop.",
        may_use=MayUse.OURS,
        name="stop.txt",
        content=TEXT.encode(),
        now=NOON,
    )
    pack = actions.make_pack(
        by=Hand.own(people[0]),
        project=project,
        title="First look",
        texts=sources.texts_of(project),
        codes={"Power": "Who decides", "Thanks": "Being paid and thanked"},
        readers=people,
        until_on=TODAY,
        now=NOON,
    )
    if opened:
        actions.open_pack(by=Hand.own(people[0]), pack=pack, now=NOON)
    return Stage(project, people)


def settled_stage() -> tuple[Stage, Coding]:
    """A stage where one place was marked, talked about and settled."""
    stage = a_stage()
    for person in stage.people:
        stage.mark(person, {4, 5}, "Power")
    stage.together()
    [passage] = stage.settle()
    return stage, passage
