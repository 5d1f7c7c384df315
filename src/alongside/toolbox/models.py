from django.db import models

from .ids import uuid7
from .sealed import SealedText


class Job(models.Model):
    """Work to be done outside a request: lease, fence, retry, unique key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True)
    run_at = models.DateTimeField()
    lease = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_at"],
                condition=models.Q(done_at=None, given_up_at=None),
                name="jobs_still_to_do",
            ),
            models.Index(fields=["done_at"], name="jobs_done"),
        ]

    def __str__(self) -> str:
        return self.kind


class Sent(models.Model):
    """A form that arrived, by the key it carried: sent twice, it counts once."""

    key = models.CharField(primary_key=True, max_length=64)
    attempt = models.UUIDField()
    location = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Kept(models.Model):
    """What somebody typed when their session had ended, until they have signed in again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField()
    path = models.CharField(max_length=300)
    fields = SealedText(owner="person_id")
    at = models.DateTimeField()

    class Personal:
        person_id = "whose words they are: only they see them again"
        fields = "what they typed, sealed, for one day"

    def __str__(self) -> str:
        return self.path
