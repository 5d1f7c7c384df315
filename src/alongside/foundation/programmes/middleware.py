"""Which programme a page belongs to: the one in its address."""

from typing import Any

from django.http import HttpRequest


def place(request: HttpRequest) -> dict[str, Any]:
    """The programme, for templates; None on pages that span several."""
    return {"programme": getattr(request, "programme", None)}
