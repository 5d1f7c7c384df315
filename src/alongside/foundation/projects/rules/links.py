"""Which other pages belong to a phase: asked upwards, since a project does not know its rooms."""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.toolbox.registry import Question

from ..models import Project


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    for_staff: bool = False  # the page opens to staff only, so nobody else is sent there


#: The project, and the value of the phase.
room_links: Question[[Project, str], Iterable[Link]] = Question("which pages belong to this phase?")
