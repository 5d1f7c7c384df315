"""The loop on anybody's page: `{% load loop %}`, then `say_something` and `said_about`."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from alongside.foundation.programmes.models import ProgrammeRow
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind
from alongside.toolbox.references import Reference, seal

register = template.Library()


@register.inclusion_tag("feedback/say_something.html", takes_context=True)
def say_something(  # noqa: PLR0917 -- what a template gives to a tag
    context: Context,
    about: ProgrammeRow | Reference,
    project: Project | None = None,
    kind: str = Kind.COMMENT,
    label: str = "",
    hint: str = "",
) -> dict[str, Any]:
    """Draw the small form to say something about this. It comes back to this page."""
    reference = about if isinstance(about, Reference) else about.ref()
    programme = context["programme"]
    return {
        "programme": programme,
        "sealed": seal(reference, programme.pk),
        "box": reference.id.hex[-12:],
        "project": project,
        "kind": kind,
        "label": label or gettext("Say something about this"),
        "hint": hint,
    }


@register.inclusion_tag("feedback/said_list.html")
def said_list(rows: Iterable[Contribution], programme: Any, phase: str = "") -> dict[str, Any]:  # noqa: ANN401 -- as templates know it
    """Draw what was said and what was done, one bubble each. Rows come from this room's queries."""
    return {"rows": rows, "programme": programme, "phase": phase}


@register.simple_tag
def how_long(since: date | datetime, today: date) -> str:
    """Say how long ago: today, yesterday, 12 days ago."""
    start = localdate(since) if isinstance(since, datetime) else since
    days = (today - start).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%d day ago", "%d days ago", days) % days


@register.simple_tag
def how_late(due_on: date, today: date) -> str:
    """Say when an answer is due, and how late it is."""
    days = (today - due_on).days
    if days > 0:
        return ngettext("%d day late", "%d days late", days) % days
    if days == 0:
        return gettext("due today")
    return ngettext("%d day left", "%d days left", -days) % -days
