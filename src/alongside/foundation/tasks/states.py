from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence

DONE = sentence("tasks.done", _("%(who)s ticked off something to do."))
