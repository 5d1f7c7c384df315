from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices import actions
from alongside.foundation.notices.models import Message, Notice
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.sentences import sentence
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

ONE = "notices:message notices:letter notices:pdf notices:told notices:not_reached notices:join"
KEY = sentence("tests.furniture", _("%(what)s: we tell you this."), _("%(what)s: and more."))


def furnish(world: World) -> None:
    readers = ("person", "supporter", *ORGANISERS)
    for channel in (Channel.LETTER, Channel.PHONE, Channel.ORGANISATION):
        word = world.mark(f"what the person is told, {channel}", *readers)
        message = tell(world, world.programme, world.person("person"), channel, word)
        world.put(ONE, channel, pk=message.pk)
    posted = tell(
        world, world.programme, world.person("person"), Channel.LETTER,
        world.mark("a letter that was posted", *readers),
    )  # fmt: skip
    actions.told(by=world.hand("facilitator"), message=posted, now=world.now)
    world.put(ONE, "posted", pk=posted.pk)
    foreign = tell(
        world, world.other, world.person(ELSEWHERE), Channel.LETTER,
        world.mark("a letter of Gull Point", ELSEWHERE),
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk)


def tell(
    world: World, programme: Programme, person: Person, channel: Channel, word: str
) -> Message:
    """Tell them by this channel just now; the choice they had comes back."""
    rows = Person.objects.filter(pk=person.pk)
    before = person.channel
    rows.update(channel=channel)
    notice = actions.tell(rows.get(), KEY, programme=programme, now=world.now, words={"what": word})
    actions.take(
        programme_id=programme.pk, person_id=person.pk, job=f"furniture {notice.pk}", now=world.now
    )
    rows.update(channel=before)
    rows_told = Notice.objects.within(programme).select_related("message")
    found: Message | None = rows_told.get(pk=notice.pk).message
    assert found is not None
    return found
