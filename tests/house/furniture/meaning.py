"""Packs in each state, a theme, findings, and somebody quoted who is asked."""

from alongside.phases.analysis import actions, queries
from alongside.phases.analysis.models import Coding, Pack
from alongside.phases.analysis.states import Consent, Settled, Stance
from alongside.phases.collection.queries import texts_of
from tests.house.furniture.collection import bring
from tests.house.world import FOREIGN, World

WHOLE = (
    "analysis:project analysis:new_pack analysis:new_theme analysis:new_finding analysis:recommend"
)
PACK = "analysis:pack analysis:cards analysis:finish analysis:move analysis:together analysis:place"
THEME = "analysis:theme analysis:gather analysis:merge analysis:unmerge"
FINDING = (
    "analysis:finding analysis:change_finding analysis:quote analysis:stance analysis:ask_back "
    "analysis:final analysis:reopen"
)


def furnish(world: World) -> None:
    project = world.projects["going on"]
    bring(world, project, world.hand("person"))
    for state, gaps in (("going on", project.pk), ("empty", world.projects["just begun"].pk)):
        world.put(WHOLE, state, pk=gaps)
    world.put(WHOLE, FOREIGN, pk=world.projects[FOREIGN].pk)
    _pack(world, "draft")
    apart = _open(world, _pack(world, "apart"))
    alone = world.mark("a thought while reading alone", "person", "supporter")
    [mine] = _mark(world, apart, alone)
    world.put("analysis:take_back", "apart", pk=mine.pk)
    together = _open(world, _pack(world, "together"))
    _mark(world, together, world.word())
    _talk(world, together)
    _find(world)


def _pack(world: World, state: str) -> Pack:
    project = world.projects["going on"]
    pack = actions.make_pack(
        by=world.hand("facilitator"), project=project, title=world.word(),
        texts=texts_of(project)[:1], codes={world.word(): world.word()},
        readers=[world.person("person"), world.person("facilitator")],
        until_on=world.in_days(10), look_for=world.word(), now=world.now,
    )  # fmt: skip
    to = {"draft": "start", "apart": "together", "together": "done"}[state]
    world.put(PACK, state, pk=pack.pk, to=to, number=1)
    part = queries.parts_of(pack).get()
    world.put("analysis:read analysis:choose", state, pk=part.pk)
    return pack


def _open(world: World, pack: Pack) -> Pack:
    actions.open_pack(by=world.hand("facilitator"), pack=pack, now=world.now)
    return pack


def _mark(world: World, pack: Pack, note: str) -> list[Coding]:
    return actions.mark(
        by=world.hand("person"), part=queries.parts_of(pack).get(), sentences={1, 2},
        codes=queries.codes_of(pack), note=note, now=world.now,
    )  # fmt: skip


def _talk(world: World, pack: Pack) -> None:
    for name in ("person", "facilitator"):
        actions.finish(by=world.hand(name), pack=pack, now=world.now)
    actions.look_together(by=world.hand("facilitator"), pack=pack, now=world.now)
    for place in queries.places_of(pack, world.person("person")):
        actions.settle(
            by=world.hand("person"), pack=pack, text=place.part.text, span=place.span,
            how=Settled.KEEP_BOTH, why=world.word(), now=world.now,
        )  # fmt: skip


def _find(world: World) -> None:
    project, by, now = world.projects["going on"], world.hand("person"), world.now
    passages = list(queries.settled(project))
    theme, other = (
        actions.propose_theme(
            by=by, project=project, name=world.word(), codings=passages, codes=[], now=now
        )
        for _twice in range(2)
    )
    actions.merge(by=by, theme=other, into=theme, why=world.word(), now=now)
    world.put(THEME, "in use", pk=theme.pk)
    world.put(THEME, "in another", pk=other.pk)
    for state in ("draft", "final"):
        finding = actions.write_finding(
            by=by, project=project, statement=world.word(), meaning=world.word(),
            minority_view=world.word(), themes=[theme], now=now,
        )  # fmt: skip
        quote = actions.quote(
            by=by, finding=finding, coding=passages[0], consent=Consent.NO_NAME,
            said_by=by.person, now=now,
        )  # fmt: skip
        actions.take_stance(
            by=by, finding=finding, stance=Stance.OTHERWISE, words=world.word(), now=now
        )
        world.put(FINDING, state, pk=finding.pk)
    actions.call_final(by=by, finding=finding, unchecked_why=world.word(), now=now)
    draft = queries.findings(project, final=False).get()
    [asked] = actions.ask_back(by=by, finding=draft, now=now)
    world.put("analysis:asked", "waiting", pk=asked.pk)
    world.put("analysis:words analysis:take_out", "quoted", pk=quote.pk)
    actions.recommend(
        by=by, project=project, text=world.word(), for_whom=world.word(), findings=[draft], now=now
    )
