"""Passages and marks; themes, findings and what people say to them."""

from .findings import (
    CheckBack,
    Finding,
    FindingTheme,
    Merge,
    Quote,
    Recommendation,
    RecommendationFinding,
    Standpoint,
    Theme,
    ThemePart,
)
from .packs import Code, Coding, Pack, PackCode, Part, Reader, Settling

__all__ = [
    "CheckBack",
    "Code",
    "Coding",
    "Finding",
    "FindingTheme",
    "Merge",
    "Pack",
    "PackCode",
    "Part",
    "Quote",
    "Reader",
    "Recommendation",
    "RecommendationFinding",
    "Settling",
    "Standpoint",
    "Theme",
    "ThemePart",
]
