"""Promise 7, in any order of events, with failures and kills.

A notice goes only by the channel the person chose, and what was not delivered is somebody's task.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.notices import actions, jobs, queries
from alongside.foundation.notices.models import Message, Notice
from alongside.foundation.notices.states import ASKED_OF_SOMEBODY, NOT_YET_GONE, Delivery
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel, HowOften
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks import queries as task_queries
from alongside.toolbox import sentences
from alongside.toolbox.models import Job
from tests.factories import NOON, ProgrammeFactory, facilitator, member

from .posts import Killed, Post

if TYPE_CHECKING:
    from alongside.foundation.programmes.models import Programme

pytestmark = pytest.mark.django_db
KEY = sentences.sentence("tests.promise", "Number %(n)s.")


@pytest.fixture(autouse=True)
def _post(settings: Any) -> Iterator[None]:  # Any: pytest-django's own
    settings.EMAIL_BACKEND = "tests.foundation.notices.posts.Post"
    yield
    Post.mood, Post.taken = "fine", []


class World:
    """One person, one facilitator, a clock and a post."""

    def __init__(self) -> None:
        self.programme: Programme = ProgrammeFactory.create()
        self.person: Person = member(self.programme)
        self.farah = facilitator(self.programme)
        self.now = NOON
        self.said = 0
        Post.mood, Post.taken = "fine", []

    def tell(self, _: int) -> None:
        self.said += 1
        self.person.refresh_from_db()
        actions.tell(
            self.person, KEY, programme=self.programme, now=self.now, words={"n": f"<{self.said}>"}
        )

    def choose_channel(self, n: int) -> None:
        self._choose(channel=list(Channel)[n % len(Channel)])

    def choose_how_often(self, n: int) -> None:
        self._choose(how_often=list(HowOften)[n % len(HowOften)])

    def choose_quiet(self, n: int) -> None:
        hours = [(None, None), ("21:00", "08:00"), ("11:00", "13:00")][n % 3]
        self._choose(quiet_from=hours[0], quiet_until=hours[1])

    def lose_the_email(self, n: int) -> None:
        self._choose(email=None if n % 2 else f"{self.person.pk}@example.org")

    def wait(self, n: int) -> None:
        self.now += timedelta(hours=[1, 9, 30, 200][n % 4])

    def work(self, n: int) -> None:
        """Do every job that is due. A killed one is leased again, later."""
        moods = ["fine", "fine", "refuses", "killed before", "killed after", "away"]
        Post.mood = moods[n % len(moods)]
        for job in Job.objects.filter(done_at=None, run_at__lte=self.now).order_by("run_at", "pk"):
            with suppress(Killed):
                self._do(job)

    def tick(self, n: int) -> None:
        for task in list(task_queries.to_do(self.farah, self.programme))[n % 2 :][:1]:
            tasks.finish(by=Hand.own(self.farah), task=task, outcome="Told", now=self.now)

    def try_in_vain(self, n: int) -> None:
        for message in list(queries.by_hand(self.programme))[n % 2 :][:1]:
            actions.not_reached(by=Hand.own(self.farah), message=message, now=self.now)

    def _choose(self, **what: object) -> None:
        Person.objects.filter(pk=self.person.pk).update(**what)

    def _do(self, job: Job) -> None:
        before, chosen = len(Post.taken), Person.objects.get(pk=self.person.pk)
        message = actions.take(
            programme_id=self.programme.pk,
            person_id=self.person.pk,
            job=job.arguments["job"],
            now=self.now,
            post_answers=Post.mood != "away",
        )
        try:
            came_of_it = jobs.post(message) if message else ""
        finally:
            if len(Post.taken) > before:
                assert chosen.channel == Channel.EMAIL, "it went by another way than they chose"
        if message:
            actions.sent(
                programme_id=self.programme.pk,
                message_id=message.pk,
                came_of_it=came_of_it,
                now=self.now,
            )
        Job.objects.filter(pk=job.pk).update(done_at=self.now)

    def waits_with_others(self, waiting: set[str]) -> bool:
        """While the post is away one job comes back for all that is due."""
        due = Notice.objects.within(self.programme).filter(delivery__in=NOT_YET_GONE)
        return any(str(notice.pk) in key for notice in due for key in waiting)

    def check(self) -> None:
        asked = {task.about_id for task in task_queries.to_do(self.farah, self.programme)}
        waiting = set(Job.objects.filter(done_at=None).values_list("arguments__job", flat=True))
        for notice in Notice.objects.within(self.programme):
            mine = [key for key in waiting if str(notice.pk) in key]
            if notice.delivery in NOT_YET_GONE:
                assert mine or self.waits_with_others(waiting), "nobody will ever tell this"
            elif notice.delivery == Delivery.SENDING:
                assert notice.message is not None
                assert notice.message.job in waiting, "cut off and forgotten"
            elif notice.delivery in ASKED_OF_SOMEBODY:
                assert notice.message_id in asked, "not delivered, and nobody's task"
        bodies = " ".join(str(email.body) for email in Post.taken)
        for n in range(1, self.said + 1):
            assert bodies.count(f"<{n}>") <= 1, "told twice by email"
        for message in Message.objects.within(self.programme):
            if message.delivery == Delivery.TOLD and message.told_by_id is None:
                assert message.channel == Channel.EMAIL


ACTS = [
    "tell",
    "choose_channel",
    "choose_how_often",
    "choose_quiet",
    "lose_the_email",
    "wait",
    "work",
    "tick",
    "try_in_vain",
]
STEPS = st.lists(st.tuples(st.sampled_from([*ACTS, "tell", "work", "wait"]), st.integers(0, 11)))


@pytest.mark.requirement("R148")
@given(STEPS)
def test_a_notice_goes_as_chosen_or_is_somebodys_task(steps: list[tuple[str, int]]) -> None:
    world = World()
    for act, n in steps:
        getattr(world, act)(n)
        world.check()


@pytest.mark.requirement("R148")
@given(STEPS)
def test_in_the_end_everybody_is_told_or_somebody_is_asked(steps: list[tuple[str, int]]) -> None:
    world = World()
    for act, n in steps:
        getattr(world, act)(n)

    for _turn in range(4):
        world.wait(3)
        world.work(0)

    left = set(Notice.objects.within(world.programme).values_list("delivery", flat=True))
    assert left <= {Delivery.TOLD, *ASKED_OF_SOMEBODY}
    world.check()
