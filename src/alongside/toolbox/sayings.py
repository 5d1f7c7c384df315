"""How we say dates, and times: in full, as a friend would."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext, gettext_noop, ngettext

HOUR = 60
HALF = 30
SHORT = {0: gettext_noop("none"), HALF: gettext_noop("half an hour")}


def say_date(day: date) -> str:
    """Thursday 14 May 2026."""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return formats.date_format(day, "l j F Y", use_l10n=False)


def say_time(moment: datetime) -> str:
    """10 am; 2.30 pm; noon."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    if local.minute == 0 and local.hour == 12:  # noqa: PLR2004 -- the middle of the day
        return gettext("noon")
    if local.minute == 0 and local.hour == 0:
        return gettext("midnight")
    half = gettext("am") if local.hour < 12 else gettext("pm")  # noqa: PLR2004 -- as above
    hour = local.hour % 12 or 12
    return f"{hour} {half}" if local.minute == 0 else f"{hour}.{local.minute:02d} {half}"


def say_minutes(minutes: int) -> str:
    """3 hours; half an hour; 1½ hours; 2 hours and 10 minutes; none."""
    if minutes < 0:
        return gettext("%(time)s less than nothing") % {"time": say_minutes(-minutes)}
    hours, rest = divmod(minutes, HOUR)
    if minutes in SHORT:
        return gettext(SHORT[minutes])
    if rest == HALF:
        return gettext("%(hours)d½ hours") % {"hours": hours}
    whole = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    part = ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if hours and rest:
        return gettext("%(hours)s and %(minutes)s") % {"hours": whole, "minutes": part}
    return whole if hours else part
