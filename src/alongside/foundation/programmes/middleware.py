"""Which programme a page belongs to: the one in its address."""

from typing import Any

from django.http import HttpRequest


def place(request: HttpRequest) -> dict[str, Any]:
    """The programme, for templates; on pages that span several, the person's own first one."""
    programme = getattr(request, "programme", None) or getattr(request, "place", None)
    return {"programme": programme}
