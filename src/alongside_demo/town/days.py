"""The town's calendar: its past is told from so many days ago until today."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime


class Days:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def ago(self, days: int, hour: int = 10) -> datetime:
        """So many days before today, at this hour."""
        then = localtime(self.now) - timedelta(days=days)
        return then.replace(hour=hour, minute=0, second=0, microsecond=0)

    def day(self, from_today: int) -> date:
        return localdate(self.now) + timedelta(days=from_today)

    def at(self, from_today: int, hour: int, minute: int = 0) -> datetime:
        then = localtime(self.now) + timedelta(days=from_today)
        return then.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def next_weekday(self, weekday: int, weeks: int = 0) -> int:
        """How many days from today until that weekday (Monday is 0), at least tomorrow."""
        return (weekday - self.day(1).weekday()) % 7 + 1 + 7 * weeks
