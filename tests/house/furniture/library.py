from alongside.throughout.library import actions
from alongside.throughout.library.models import Resource
from alongside.throughout.library.states import Found
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World

ONE = "library:one library:found"


def furnish(world: World) -> None:
    actions.seed(world.programme, world.now)
    listed = Resource.objects.within(world.programme).exclude(address="").order_by("title", "pk")
    one, gone = listed[0], listed[1]
    world.put(ONE, "listed", pk=one.pk)
    by = world.hand("facilitator")
    actions.say_what_was_found(by=by, resource=gone, found=Found.GONE, now=world.now)
    world.put("library:one", "gone", pk=gone.pk)
    new = actions.suggest(
        by=world.hand("person"), programme=world.programme, title=world.word(),
        summary=world.word(), now=world.now, address="https://example.org/",
    )  # fmt: skip
    world.put("library:take_in library:turn_down", "suggested", pk=new.pk)
    word = world.mark("the library of Gull Point", ELSEWHERE)
    other = actions.suggest(
        by=world.hand(ELSEWHERE), programme=world.other, title=word, summary=word, now=world.now
    )
    world.put("library:one library:found library:take_in library:turn_down", FOREIGN, pk=other.pk)
