"""What stands in the house after the dust: read inside its own settings, and said as JSON.

Run as `python -m tests.chaos.facts`. It looks and counts; it judges nothing.
"""

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from typing import Any, Final

MARK: Final = re.compile(r"mark[0-9a-f]{32}")
Found = dict[str, Any]  # Any: what JSON can carry


def mark_in(words: str) -> str:
    found = MARK.search(words)
    return found[0] if found else ""


def read() -> Found:
    return {
        "said": said(),
        "answered": answered(),
        "files": files(),
        "hours": hours(),
        "answers": answers(),
        "notices": notices(),
        "jobs": jobs(),
        "trail": trail(),
        "unsound": unsound(),
    }


def said() -> Found:
    from alongside.throughout.feedback.models import Contribution

    return dict(Counter(mark_in(one.text) for one in Contribution.objects.all()))


def answered() -> Found:
    from alongside.throughout.feedback.models import Answer

    return dict(Counter(mark_in(one.why) for one in Answer.objects.all()))


def files() -> Found:
    """For each source: what was written down of its bytes, and what its bytes are now."""
    from django.core.files.storage import default_storage

    from alongside.phases.collection.models import Source

    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for source in Source.objects.select_related("file"):
        try:
            with default_storage.open(source.file.stored) as kept:
                digest = hashlib.sha256(kept.read()).hexdigest()
        except OSError as trouble:
            digest = type(trouble).__name__
        found[source.title].append([source.file.sha256, digest])
    return dict(found)


def hours() -> list[Found]:
    """Every move, by whose week it is."""
    from alongside.throughout.hours.models import HoursMove

    rows = HoursMove.objects.select_related("person").order_by("pk")
    return [
        {
            "who": row.person.first_name,
            "week": row.week.isoformat(),
            "about": str(row.about_id or ""),
            "mark": mark_in(row.about_said),
            "kind": row.kind,
            "out_of": row.out_of,
            "into": row.into,
            "amount": row.amount,
        }
        for row in rows
    ]


def answers() -> list[Found]:
    from alongside.phases.recruitment.opportunities.models import Answer

    return [
        {
            "who": row.person.first_name,
            "offer": str(row.opportunity_id),
            "title": row.opportunity.title,
            "places": row.opportunity.places,
            "standing": row.standing,
        }
        for row in Answer.objects.select_related("person", "opportunity")
    ]


def notices() -> list[Found]:
    """What people were to be told of what was done here, and whether somebody was asked instead."""
    from alongside.foundation.notices.models import Notice
    from alongside.foundation.tasks.models import Task
    from alongside.toolbox.personal import plain

    asked = set(Task.objects.filter(done_at=None).values_list("about_id", flat=True))
    rows = Notice.objects.select_related("person")
    rows = rows.filter(key__regex=r"^(feedback|opportunities)\.")
    return [
        {
            "who": row.person.first_name,
            "key": row.key,
            "mark": mark_in(plain(str(row.words.get("why", ""))))
            or plain(str(row.words.get("what", ""))),
            "delivery": row.delivery,
            "asked": row.message_id in asked,
        }
        for row in rows
    ]


def jobs() -> Found:
    from django.utils.timezone import now

    from alongside.foundation.notices.actions import GO
    from alongside.toolbox.models import Job

    open_ = Job.objects.filter(done_at=None, given_up_at=None, kind=GO)
    return {
        "done": Job.objects.exclude(done_at=None).count(),
        "due": open_.filter(run_at__lte=now()).count(),
        "leased": open_.filter(run_at__gt=now(), lease__gt=0).count(),
        "given_up": list(Job.objects.exclude(given_up_at=None).values_list("kind", "error")),
        "tried_again": Job.objects.filter(tries__gt=1).count(),
    }


def trail() -> Found:
    """How often each thing was written down; who brings something twice brings two things."""
    from alongside.foundation.trail.models import Entry, Seal

    written = Counter(
        f"{key} {about}" for key, about in Entry.objects.values_list("key", "about_id")
    )
    return {
        "written": dict(written),
        "entries": Entry.objects.count(),
        "sealed": Seal.objects.count(),
        "expected": expected(),
    }


def expected() -> list[str]:
    """The entries there must be, one each: for every thing that stands, that it was done."""
    from alongside.phases.collection.models import Source
    from alongside.phases.collection.states import BROUGHT
    from alongside.throughout.feedback import actions as feedback
    from alongside.throughout.feedback.models import Answer, Contribution
    from alongside.throughout.hours import actions as hours
    from alongside.throughout.hours.models import HoursMove

    return [
        *(f"{feedback.SAID} {pk}" for pk in Contribution.objects.values_list("pk", flat=True)),
        *(
            f"{feedback.ANSWERED} {pk}"
            for pk in Answer.objects.values_list("contribution_id", flat=True)
        ),
        *(
            f"{hours.DONE} {pk}"
            for pk in HoursMove.objects.filter(into="done").values_list("about_id", flat=True)
        ),
        *(f"{BROUGHT} {pk}" for pk in Source.objects.values_list("pk", flat=True)),
    ]


def unsound() -> list[str]:
    """What the database itself says is broken."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return found + [str(row) for row in cursor.fetchall()]
        return _read_every_page(cursor)


def _read_every_page(cursor: Any) -> list[str]:  # Any: Django's own, not named in stubs
    """PostgreSQL checks each page it reads; where its own check of indexes is, ask that too."""
    from django.db import DatabaseError, connection

    found = []
    for table in connection.introspection.table_names(cursor):
        try:
            cursor.execute(f'SELECT count(t.*::text) FROM "{table}" t')  # noqa: S608 -- our own tables
        except DatabaseError as trouble:
            found.append(f"{table}: {trouble}")
    cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'")
    if cursor.fetchone()[0]:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        try:
            cursor.execute(
                "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                " WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relpersistence = 'p'"
            )
        except DatabaseError as trouble:
            found.append(str(trouble))
    return found


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(read(), sys.stdout)
