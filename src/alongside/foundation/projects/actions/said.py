"""The sentences this room writes into the trail and tells people."""

from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence

STARTED = sentence("projects.started", _("%(who)s started the project “%(what)s”."))
CHANGED = sentence("projects.changed", _("%(who)s changed the plan of “%(what)s”."))
LEVEL_SET = sentence("projects.level_set", _("%(who)s said how shared “%(what)s” is: %(level)s."))
FREED = sentence("projects.freed", _("%(who)s said what can change: “%(what)s”."))
RESTRICTED = sentence(
    "projects.restricted", _("%(who)s listed something not everyone may read: “%(what)s”.")
)
ANSWERED = sentence("projects.answered", _("%(who)s wrote what the group says about “%(what)s”."))
JOINED = sentence("projects.joined", _("%(who)s brought %(what)s into the project."))
LEFT = sentence("projects.left", _("%(what)s left the project."))
ROLE = sentence("projects.role", _("%(who)s wrote a role card for %(what)s."))
AGREED = sentence("projects.agreed", _("%(who)s agreed to their role: %(role)s."))
RUNS = sentence("projects.runs", _("%(who)s changed who runs the project: %(what)s."))
OPENED = sentence("projects.opened", _("%(who)s opened the project “%(what)s”."))
SET_ASIDE = sentence("projects.set_aside", _("%(who)s set advice aside for “%(what)s”."))
CLOSED = sentence("projects.closed", _("%(who)s closed the project “%(what)s”."))
BROUGHT_IN = sentence(
    "projects.brought_in",
    _("You are in the project “%(project)s” now."),
    _("You can read everything in it. If you did not want this, tell us."),
)
ROLE_OFFERED = sentence(
    "projects.role_offered",
    _("There is a role for you in “%(project)s”: %(role)s."),
    _("Look at the card. Say yes to it, or say what should change."),
)
