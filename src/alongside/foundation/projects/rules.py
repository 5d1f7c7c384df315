from alongside.foundation.people.models import Person
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .models import Project

may_it_close: Question[[Project], Verdict] = Question("may this project close?")


def may_close(person: Person, project: Project) -> Verdict:
    """A project closes when every room that stands on it says yes."""
    for verdict in may_it_close.ask(project):
        if not verdict:
            return verdict
    return YES
