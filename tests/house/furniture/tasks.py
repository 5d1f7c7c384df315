from django.utils.translation import gettext_lazy as _

from alongside.foundation.tasks import actions
from alongside.foundation.tasks.models import Task
from alongside.toolbox.sentences import sentence
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

ONE = "tasks:one tasks:take_over"
KEY = sentence("tests.asked", _("%(what)s: please look at it."))


def furnish(world: World) -> None:
    for who in ("person", "coordinator"):
        task = ask(
            world, who, world.mark(f"what the {who} was asked", who, "supporter", *ORGANISERS)
        )
        world.put(ONE, f"asked of the {who}", pk=task.pk)
    done = ask(
        world, "person", world.mark("what the person did", "person", "supporter", *ORGANISERS)
    )
    actions.finish(by=world.hand("person"), task=done, outcome=world.word(), now=world.now)
    world.put(ONE, "done", pk=done.pk)
    foreign = actions.ask(
        KEY, of=world.person(ELSEWHERE), programme=world.other, due_on=world.today,
        now=world.now, once="furniture",
        words={"what": world.mark("asked in Gull Point", ELSEWHERE)},
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk)


def ask(world: World, who: str, word: str) -> Task:
    return actions.ask(
        KEY, of=world.person(who), programme=world.programme, due_on=world.in_days(3),
        now=world.now, once=f"furniture {word}", words={"what": word},
    )  # fmt: skip
