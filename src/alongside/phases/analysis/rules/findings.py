"""When a theme may merge, who may be quoted, and when a finding is final."""

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback import rules as feedback
from alongside.toolbox.verdicts import YES, Verdict

from .. import queries
from ..models import CheckBack, Coding, Finding, Theme
from ..states import SAID_YES, Consent, FindingStanding, Reply, Stance, ThemeStanding


def may_merge(theme: Theme, into: Theme, why: str) -> Verdict:
    if theme.pk == into.pk:
        return Verdict(_("Choose another theme."))
    if ThemeStanding.MERGED in {theme.standing, into.standing}:
        return Verdict(_("This theme went into another already."))
    if not why.strip():
        return Verdict(_("Say why they belong together."))
    return YES


def may_write(themes: int) -> Verdict:
    if themes == 0:
        return Verdict(_("Propose a theme first. A finding stands on one."))
    return YES


def may_put(finding: Finding, passage: Coding) -> Verdict:
    """The same words stand under a finding once."""
    there = queries.quotes(finding).filter(text=passage.text, start=passage.start, end=passage.end)
    return Verdict(_("These words are there already.")) if there.exists() else YES


def may_look_for_passages(passages: int) -> Verdict:
    if passages == 0:
        return Verdict(_("Read and talk about something first. Then there are passages to use."))
    return YES


def may_quote(consent: str, name_as_wished: str) -> Verdict:
    if consent == Consent.WITH_NAME and not name_as_wished.strip():
        return Verdict(_("Write the name they wish to see beside their words."))
    return YES


def may_change(finding: Finding) -> Verdict:
    if finding.standing == FindingStanding.FINAL:
        return Verdict(_("This finding is final. Open it again first."))
    return YES


def may_stand(stance: str, words: str) -> Verdict:
    if stance == Stance.OTHERWISE and not words.strip():
        return Verdict(_("Say how you see it, so that it stands beside the others."))
    return YES


def may_ask(finding: Finding) -> Verdict:
    """People are asked about what is there: a sentence, and their words under it."""
    if not queries.quotes(finding).exists():
        return Verdict(_("Put a passage to it first."))
    return YES


def may_reply(person: Person, asked: CheckBack) -> Verdict:
    """The person quoted; where they have no account, whoever asks them writes it down."""
    quote = asked.quote
    if quote.taken_out_at is not None:
        return Verdict(_("These words have been taken out."))
    if quote.said_by_id is not None:
        if quote.said_by_id == person.pk:
            return YES
        return Verdict(_("Only the person who said it can answer this."))
    if asked.asked_by_id == person.pk:
        return YES
    return projects.may_run(person, quote.finding.project)


def may_see(person: Person, asked: CheckBack) -> Verdict:
    return may_reply(person, asked) or projects.may_see(person, asked.quote.finding.project)


def may_say(reply: str, words: str) -> Verdict:
    if reply in {Reply.CHANGE, Reply.NOT_LIKE_THAT} and not words.strip():
        return Verdict(_("Say what should be different."))
    return YES


def may_be_final(finding: Finding, *, unchecked_why: str = "") -> Verdict:
    """Final only with passages and a theme, with every yes we need, and after asking back."""
    quotes = list(queries.quotes(finding))
    if not quotes:
        return Verdict(_("Put a passage to it first. A finding stands on what was said."))
    if not queries.themes_under(finding).exists():
        return Verdict(_("Say which theme it belongs to."))
    if any(quote.consent not in SAID_YES for quote in quotes):
        return Verdict(_("We have not asked everyone whether we may use their words."))
    checked = _checked(finding, unchecked_why)
    if not checked:
        return checked
    return feedback.may_finalise(finding.project.programme, finding.ref())


def _checked(finding: Finding, unchecked_why: str) -> Verdict:
    if unchecked_why.strip():
        return YES
    waiting = [quote for quote in queries.not_heard(finding) if quote.consent != Consent.PUBLISHED]
    if waiting:
        return Verdict(
            _("Ask the people quoted first, or write down why you could not. Not heard: %(names)s.")
            % {"names": ", ".join(dict.fromkeys(quote.said_by_name for quote in waiting))}
        )
    if not queries.has_been_checked(finding):
        return Verdict(_("Ask somebody who gave us this first, or write down why you could not."))
    return YES


def may_recommend(*, for_whom: str, findings: int) -> Verdict:
    if not for_whom.strip():
        return Verdict(_("Say who it is for: a person, a group, the council."))
    return may_follow(findings)


def may_follow(findings: int) -> Verdict:
    if findings == 0:
        return Verdict(_("Write down a finding first. A recommendation follows from one."))
    return YES


def may_close(project: Project) -> Verdict:
    """A project does not close while people quoted are being asked."""
    asking = queries.findings(project).filter(standing=FindingStanding.CHECKING)
    if asking.exists():
        return Verdict(_("People are still being asked about what we found."))
    return YES
