"""The sentences this room writes into the trail and tells people."""

from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence

JOINED = sentence("memberships.joined", _("%(who)s welcomed %(what)s."))
WELCOME = sentence(
    "memberships.welcome",
    _("Welcome to %(programme)s."),
    _("You are part of %(programme)s now. You can rest or stop at any time, and need no reason."),
)
ASKED_IN = sentence("memberships.asked_in", _("%(who)s asked somebody into %(what)s."))
REPLIED = sentence("memberships.replied", _("%(who)s answered when %(what)s asked them in."))
YOU_ARE_ASKED = sentence(
    "memberships.you_are_asked",
    _("%(programme)s asks if you would like to take part."),
    _("Nothing happens before you say yes. You may say no, and nobody asks why."),
)
MOVED = sentence("memberships.moved", _("%(who)s changed how much %(what)s takes part."))
GAVE_ROLE = sentence("memberships.gave_role", _("%(who)s gave %(what)s a role: %(role)s."))
ENDED_ROLE = sentence("memberships.ended_role", _("%(who)s ended a role of %(what)s: %(role)s."))
NEW_ROLE = sentence(
    "memberships.new_role",
    _("You have a new role: %(role)s."),
    _("If this is not right, tell us."),
)
STARTED_COHORT = sentence("memberships.started_cohort", _("%(who)s began a group: %(what)s."))
DESCRIBED = sentence("memberships.described", _("%(who)s said what they bring."))
FOOTING = sentence("memberships.footing", _("%(who)s changed on what footing %(what)s takes part."))
HOURS = sentence("memberships.hours", _("%(who)s changed the weekly hours of %(what)s."))
SUPPORTED = sentence("memberships.supported", _("%(who)s named a supporter."))
FORGET_ASKED = sentence(
    "memberships.forget_asked",
    _("You asked us to forget you."),
    _(
        "We wait some days, in case you change your mind: look at About me in %(programme)s. "
        "If it was not you who asked, ring us at once on %(help)s."
    ),
)
LOOK_FOR_NAME = sentence(
    "memberships.look_for_name",
    _("%(name)s asked us to forget them. Look for their name in papers and notes."),
    _(
        "On that day this site forgets who they are. It cannot find a name that somebody typed "
        "into minutes or wrote on paper. Take it out where you find it, and shred what is theirs."
    ),
)
UNSUPPORTED = sentence("memberships.unsupported", _("%(who)s no longer has this supporter."))
