from alongside.foundation.memberships import actions, queries
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World

GROUP = "memberships:group memberships:add memberships:add_many"
PERSON = (
    "memberships:person memberships:standing memberships:week memberships:footing "
    "memberships:give_role memberships:end_role"
)


def furnish(world: World) -> None:
    group = actions.start_cohort(
        by=world.hand("coordinator"), programme=world.programme, partnership=world.partnership,
        name=world.word(), wanted=10, weekly_minutes=7 * 60, starts_on=world.today,
        ends_on=world.in_days(365), now=world.now,
    )  # fmt: skip
    world.put(GROUP, "empty", pk=group.pk)
    asked = actions.ask_in(
        by=world.hand("coordinator"), programme=world.programme, person=world.person("person"),
        cohort=group, now=world.now,
    )  # fmt: skip
    if asked:
        world.put("memberships:asked_in", "asked", pk=asked.pk)
    for state, name, programme in (
        ("a member", "person", world.programme),
        ("somebody who left", "somebody who left", world.programme),
        (FOREIGN, ELSEWHERE, world.other),
    ):
        part = queries.membership(world.person(name), programme)
        finance = queries.membership(world.person("finance"), world.programme)
        assert part
        assert finance
        held = finance.roles.get()
        world.put(PERSON, state, pk=part.pk, role_pk=held.pk)
        world.put("memberships:end_supporter", state, pk=world.person("supporter").pk)
