"""How a group treats each other, on anybody's page: `{% load kindness %}`, then `kind_words`."""

from collections.abc import Iterable
from typing import Any

from django import template

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.throughout.agreements.models import Clause

register = template.Library()


@register.inclusion_tag("agreements/kind_words.html")
def kind_words(words: Iterable[Clause], programme: Programme, project: Project) -> dict[str, Any]:
    """Draw a group's own words above what people write. They come from this room's queries."""
    return {"words": words, "programme": programme, "project": project}
