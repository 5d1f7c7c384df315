"""The hook that refuses a query on a programme's table which names no programme."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.foundation.memberships.models import HeldRole, Membership
from alongside.foundation.memberships.queries import programmes_of
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Partnership, Policy, Programme
from alongside.foundation.trail.models import Concern, Entry
from alongside.toolbox.ids import uuid7

from .pretend import in_file
from .walls import LookedOverTheWall, unwalled, walled

pytestmark = pytest.mark.django_db

HERE = Programme(pk=uuid7(), slug="here")
SOMEBODY = Person(pk=uuid7())
READS = "def act():\n    return list(rows)"


def within() -> QuerySet[Membership]:
    return Membership.objects.within(HERE)


def test_tables_are_found_by_their_column() -> None:
    assert {"memberships_membership", "programmes_policy", "trail_entry"} <= set(walled())
    assert "programmes_programme" not in walled()


GOOD: dict[str, Callable[[], QuerySet[Any]]] = {  # Any: rows of several kinds
    "one programme": within,
    "several programmes": lambda: Membership.objects.filter(programme__in=[uuid7(), uuid7()]),
    "by the slug": lambda: Membership.objects.filter(programme__slug="here"),
    "a walled join": lambda: within().select_related("cohort", "partnership__organisation"),
    "a walled join back": lambda: within().filter(Q(roles__until_on=None)),
    "both sides of an or": lambda: within().filter(young=True) | within().filter(standing="left"),
    "an inner query": lambda: within().filter(
        Exists(HeldRole.objects.filter(programme=OuterRef("programme"), membership=OuterRef("pk")))
    ),
    "an excluded join": lambda: within().exclude(roles__role="sponsor"),
    "counted": lambda: within().values("standing").annotate(n=F("pk")).order_by("standing"),
    "nothing of a programme": lambda: Programme.objects.filter(slug="here"),
}
BAD: dict[str, Callable[[], QuerySet[Any]]] = {  # Any: as above
    "all": Membership.objects.all,
    "by key": lambda: Membership.objects.filter(pk=uuid7()),
    "by person": lambda: Membership.objects.filter(person=SOMEBODY),
    "in one side of an or": lambda: Membership.objects.filter(Q(programme=HERE) | Q(young=True)),
    "any but this": lambda: Membership.objects.exclude(programme=HERE),
    "not null": lambda: Membership.objects.filter(programme__isnull=False),
    "only compared with itself": lambda: Membership.objects.filter(programme=F("programme")),
    "joined, but neither side walled": lambda: HeldRole.objects.select_related("membership"),
    "by the name of its programme": lambda: Membership.objects.filter(programme__name="Here"),
    "an open inner query": lambda: within().filter(
        pk__in=HeldRole.objects.filter(role="sponsor").values("membership_id")
    ),
    "counted": lambda: Policy.objects.filter(pk__in=[row.pk for row in [Policy(pk=uuid7())]]),
    "everybody's programmes": lambda: Programme.objects.filter(
        Exists(Membership.objects.filter(programme=OuterRef("pk")))
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_query_within_the_walls_passes(name: str) -> None:
    in_file("phases/analysis/queries.py", READS, rows=GOOD[name]())


@pytest.mark.parametrize("name", BAD)
def test_a_query_over_the_wall_is_refused(name: str) -> None:
    with pytest.raises(LookedOverTheWall, match="without naming a programme"):
        in_file("phases/analysis/queries.py", READS, rows=BAD[name]())


def test_counting_and_asking_whether_there_is_one_are_queries_too() -> None:
    for act in ("count()", "exists()", "first()", "aggregate(n=Count('pk'))"):
        source = f"from django.db.models import Count\ndef act():\n    return rows.{act}"
        in_file("phases/analysis/queries.py", source, rows=within())
        with pytest.raises(LookedOverTheWall):
            in_file("phases/analysis/queries.py", source, rows=Membership.objects.all())


def test_changing_one_row_by_its_key_passes_and_changing_many_does_not() -> None:
    change = "def act():\n    return rows.update(young=True)"

    in_file("foundation/memberships/actions.py", change, rows=Membership.objects.filter(pk=uuid7()))
    in_file("foundation/memberships/actions.py", change, rows=within().filter(young=False))
    for open_rows in (
        Membership.objects.all(),
        Membership.objects.filter(pk__in=[uuid7(), uuid7()]),
        Membership.objects.filter(Q(pk=uuid7()) | Q(young=False)),
    ):
        with pytest.raises(LookedOverTheWall):
            in_file("foundation/memberships/actions.py", change, rows=open_rows)


def test_pages_of_one_person_may_span_that_persons_programmes() -> None:
    mine = Membership.objects.filter(person=SOMEBODY)
    concerned = Concern.objects.filter(
        entry=OuterRef("pk"), person_id=SOMEBODY.pk, programme_id=OuterRef("programme_id")
    )

    in_file("pages/week/views.py", READS, rows=mine)
    in_file("pages/week/views.py", READS, rows=programmes_of(SOMEBODY))
    in_file(
        "foundation/trail/queries/__init__.py", READS, rows=Entry.objects.filter(Exists(concerned))
    )
    with pytest.raises(LookedOverTheWall):
        in_file("pages/week/views.py", READS, rows=Membership.objects.filter(young=True))
    with pytest.raises(LookedOverTheWall):
        in_file("phases/analysis/queries.py", READS, rows=programmes_of(SOMEBODY))


def test_a_test_may_look_anywhere() -> None:
    assert list(Membership.objects.all()) == []


@pytest.mark.parametrize(
    ("sql", "opens"),
    [
        ("SELECT * FROM programmes_policy WHERE programme_id = %s", ()),
        ("SELECT * FROM programmes_policy p WHERE p.programme_id = 3", ()),
        ("SELECT * FROM programmes_policy p WHERE %s = p.programme_id", ()),
        ("SELECT * FROM programmes_policy WHERE key = 'programme_id = 3'", ("programmes_policy",)),
        ("SELECT programme_id FROM programmes_policy", ("programmes_policy",)),
        ("DELETE FROM programmes_policy", ("programmes_policy",)),
        ("UPDATE programmes_policy SET programme_id = 3", ("programmes_policy",)),
        (
            (
                "SELECT 1 FROM programmes_policy WHERE programme_id = 3 "
                "UNION ALL SELECT 1 FROM programmes_policy"
            ),
            ("programmes_policy",),
        ),
        (
            "INSERT INTO x (a) SELECT id FROM programmes_policy",
            ("programmes_policy",),
        ),
        (
            "WITH p AS (SELECT * FROM programmes_policy) SELECT * FROM p",
            ("programmes_policy",),
        ),
        (
            (
                "SELECT * FROM programmes_policy p LEFT JOIN programmes_partnership q "
                "ON p.programme_id = 3 AND p.partnership_id = q.id WHERE p.programme_id = 3"
            ),
            ("programmes_partnership",),
        ),
        (
            "SELECT * FROM programmes_policy p, programmes_partnership q WHERE p.programme_id = 3",
            ("programmes_partnership",),
        ),
        (
            "SELECT * FROM programmes_policy p WHERE NOT p.programme_id = 3",
            ("programmes_policy",),
        ),
        (
            "SELECT * FROM programmes_policy p WHERE p.programme_id <> 3",
            ("programmes_policy",),
        ),
    ],
)
def test_words_of_sql_are_read_rightly(sql: str, opens: tuple[str, ...]) -> None:
    assert unwalled(sql) == opens


def test_a_join_that_forgets_the_programme_is_seen() -> None:
    joined = str(Policy.objects.within(HERE).select_related("partnership").query)

    assert unwalled(joined) == ()
    assert unwalled(joined.replace("programme_id", "programme_xx"))
    assert Partnership._meta.db_table in joined


def test_the_chain_of_the_trail_looks_over_every_programme() -> None:
    in_file("foundation/trail/queries/seals.py", READS, rows=Entry.objects.all())

    with pytest.raises(LookedOverTheWall):
        in_file("foundation/trail/actions.py", READS, rows=Entry.objects.all())
