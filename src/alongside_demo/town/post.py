"""The town's post: old news was told long ago, so that only what is new waits."""

from alongside.foundation.notices import actions as notices
from alongside.foundation.notices import queries as notices_read
from alongside.foundation.notices.states import Sent

from .days import Days
from .people import Town

LAST_POST = 4  # days ago


def deliver(town: Town, days: Days) -> None:
    """Everybody heard what was to tell until a few days ago; Farah posted Harold's letters."""
    programme, now = town.programme, days.ago(LAST_POST)
    for person in town.people.values():
        email = notices.take(
            programme_id=programme.pk, person_id=person.pk, job=f"post {person.pk}", now=now
        )
        if email:
            notices.sent(
                programme_id=programme.pk, message_id=email.pk, came_of_it=Sent.TOLD, now=now
            )
    for letter in notices_read.by_hand(programme):
        notices.told(by=town.hand("Farah"), message=letter, now=days.ago(LAST_POST - 1))
