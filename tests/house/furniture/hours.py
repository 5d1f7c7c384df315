from alongside.throughout.hours import actions, queries
from alongside.throughout.hours.states import Kind
from tests.house.world import ORGANISERS, World

ONE = "hours:week hours:text"


def furnish(world: World) -> None:
    for who, helpers in (("person", ("supporter",)), ("facilitator", ())):
        for kind in (Kind.ACTIVITY, Kind.TRAVEL):
            actions.did(
                by=world.hand(who), programme=world.programme,
                what=world.mark(f"hours of the {who}", who, *helpers, *ORGANISERS), minutes=90,
                day=world.today, kind=kind, now=world.now,
            )  # fmt: skip
    monday = queries.monday(world.today).isoformat()
    world.put(ONE, "this week", monday=monday)
    world.put(ONE, "an empty week", monday="2031-01-06")
