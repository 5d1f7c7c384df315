from alongside.foundation.programmes.models import Programme
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import Verdict

from .models import Person

# Memberships know who may write for whom; people only ask.
may_write_for: Question[[Person, Person, Programme], Verdict] = Question("may they write for them?")
