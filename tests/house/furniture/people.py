from alongside.foundation.people import actions
from alongside.foundation.people.models import Hand
from alongside.foundation.people.states import How
from alongside.foundation.trail import queries as trail
from tests.house.world import World


def furnish(world: World) -> None:
    """Something written down for somebody, that they have not answered yet."""
    person, writer = world.person("person"), world.person("facilitator")
    actions.confirm_needs(by=Hand(person, writer, How.PHONE), now=world.now)
    entry = trail.done_for(person.pk, [world.programme.pk])[0]
    world.put("people:confirm people:take_back", "waiting", pk=entry.pk)
    world.put("people:write_for", "a member", pk=person.pk)
