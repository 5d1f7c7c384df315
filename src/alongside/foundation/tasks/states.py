from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence

DONE = sentence("tasks.done", _("%(who)s ticked off something to do."))
TAKEN_OVER = sentence("tasks.taken_over", _("%(who)s took over something to do."))
