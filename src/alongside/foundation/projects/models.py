from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Organisation, ProgrammeRow, WalledKey
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Who

from .phases import Phase
from .states import HowOpen, Kind, Level, Stage


class Project(ProgrammeRow):
    """A piece of research people do together, owned by whoever it says."""

    code = models.CharField(max_length=6, default=short_code, editable=False)
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.RESEARCH)
    stage = models.CharField(max_length=16, choices=Stage.choices, default=Stage.BEFORE_THE_BID)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    money_with = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    data_with = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sponsor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    common_aim = models.CharField(max_length=300, blank=True)
    who_is_involved = models.TextField(blank=True)
    timescale = models.TextField(blank=True)
    roles_expected = models.TextField(blank=True)
    expectations = models.TextField(blank=True)
    who_known_by = models.DateField(null=True, blank=True)  # not known yet, but by this day
    timescale_known_by = models.DateField(null=True, blank=True)
    roles_known_by = models.DateField(null=True, blank=True)
    expectations_known_by = models.DateField(null=True, blank=True)
    bid_sent_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_about_on = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_despite = models.TextField(blank=True)  # why it closed though somebody was not told

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_project"),
            CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_about_on=None)
                | Q(ends_about_on__gte=F("starts_on")),
                name="a_project_ends_after_it_starts",
            ),
            CheckConstraint(
                condition=~Q(stage=Stage.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_project_says_who_closed_it",
            ),
        ]
        indexes = [models.Index(fields=["programme", "stage", "title"], name="projects_by_stage")]

    def __str__(self) -> str:
        return self.title

    @property
    def user_controlled(self) -> bool:
        """Owned, with its money and its data, by an organisation of the people it is about."""
        return self.owner.user_led and self.owner_id == self.money_with_id == self.data_with_id


class PhasePlan(ProgrammeRow):
    """One of the six phases of a project: how shared it is, and why that and no other."""

    project = WalledKey(Project, models.PROTECT, related_name="phases")
    phase = models.CharField(max_length=16, choices=Phase.choices)
    level = models.CharField(max_length=16, choices=Level.choices, blank=True)
    why = models.TextField(blank=True)
    meetings_planned = models.PositiveSmallIntegerField(default=0)
    earliest_on = models.DateField(null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "phase"], name="each_phase_once_a_project"
            ),
            CheckConstraint(
                condition=Q(level="") | ~Q(why=""), name="a_level_comes_with_its_reason"
            ),
            CheckConstraint(
                condition=Q(earliest_on=None)
                | Q(latest_on=None)
                | Q(latest_on__gte=F("earliest_on")),
                name="the_latest_day_is_not_before_the_earliest",
            ),
        ]

    def __str__(self) -> str:
        return self.get_phase_display()

    @property
    def formal(self) -> str:
        return Phase(self.phase).formal

    @property
    def sign(self) -> str:
        return Phase(self.phase).sign

    @property
    def css(self) -> str:
        """Its colour: p1 to p6."""
        return f"p{Phase(self.phase).number}"

    @property
    def step(self) -> int:
        """0, where nobody has said, to 5."""
        return Level(self.level).step if self.level else 0


class PhaseAnswer(ProgrammeRow):
    """What the group said to one of a phase's prompts."""

    plan = WalledKey(PhasePlan, models.PROTECT, related_name="answers")
    prompt = models.CharField(max_length=40)
    answer = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "plan", "prompt"], name="one_answer_a_prompt")
        ]

    def __str__(self) -> str:
        return self.prompt


class Freedom(ProgrammeRow):
    """Something the group can change, can partly change, or cannot, and who fixed it and why."""

    project = WalledKey(Project, models.PROTECT, related_name="freedoms")
    what = models.CharField(max_length=160)
    how_open = models.CharField(max_length=8, choices=HowOpen.choices)
    fixed_by = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(how_open=HowOpen.OPEN) | (~Q(fixed_by="") & ~Q(why="")),
                name="what_is_not_open_says_who_fixed_it_and_why",
            )
        ]

    def __str__(self) -> str:
        return self.what


class ProjectMember(ProgrammeRow):
    """Somebody in a project, and the role they agreed to."""

    project = WalledKey(Project, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lives_here = models.BooleanField()  # takes part from life, not as a paid professional
    runs_it = models.BooleanField(default=False)  # plans the project, whoever employs them
    role = models.CharField(max_length=80, blank=True)
    what = models.TextField(blank=True)
    time = models.CharField(max_length=120, blank=True)
    support = models.CharField(max_length=200, blank=True)
    ask = models.CharField(max_length=80, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "project", "person"], name="in_a_project_once")
        ]

    class Personal:
        lives_here = "whether they speak from life or from a job: counted, seen by members"
        role = Who("what they agreed to do: seen by members of the project")
        support = Who("what helps them do it: seen by members of the project")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def has_card(self) -> bool:
        return bool(self.role)


class Restriction(ProgrammeRow):
    """Something not every member of a project may read, with the reason, listed for all."""

    project = WalledKey(Project, models.PROTECT, related_name="restrictions")
    what = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what
