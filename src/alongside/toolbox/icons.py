"""The signs we draw ourselves, each in a few strokes on a 24 by 24 ground."""

from typing import Final

NUMBERED: Final = ("plan", "who", "hear", "mean", "tell", "back")

SIGNS: Final = {
    # the six phases
    "plan": '<path d="m4 20 1-5L16 4l4 4L9 19zM13 7l4 4"/>',
    "who": '<circle cx="9" cy="7.5" r="3.5"/>'
    '<path d="M2 20c0-4 3-6 7-6s7 2 7 6M16 4a3.5 3.5 0 0 1 0 7M18 14c3 1 4 3 4 6"/>',
    "hear": '<path d="M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12h5"/>',
    "mean": '<circle cx="10" cy="10" r="6"/><path d="m14.5 14.5 6 6"/>',
    "tell": '<path d="M4 10v4h3l9 5V5l-9 5zM19 9a4 4 0 0 1 0 6M8 14l1 6h3l-1-4"/>',
    "back": '<path d="M20 12a8 8 0 1 1-3-6M19 2v5h-5"/>',
    # everything else
    "book": '<path d="M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14"/>',
    "call": '<path d="M6 3 3 6c0 8 7 15 15 15l3-3-5-4-3 2c-2-1-4-3-5-5l2-3z"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>',
    "dot": '<circle cx="12" cy="12" r="3"/>',
    "ear": '<path d="M6 9a6 6 0 0 1 12 0c0 5-5 5-5 9a3 3 0 0 1-6 0'
    'M9 9a3 3 0 0 1 6 0c0 2-3 2-3 4"/>',
    "halt": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7v6M12 16.5v.1"/>',
    "heart": '<path d="M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z"/>',
    "home": '<path d="m3 12 9-8 9 8M6 10v10h12V10M10 20v-6h4v6"/>',
    "idea": '<path d="M9 18h6M10 21h4M8 14c-2-2-3-3-3-6a7 7 0 0 1 14 0c0 3-1 4-3 6v1H8z"/>',
    "letter": '<path d="M3 6h18v12H3zm0 1 9 7 9-7"/>',
    "lock": '<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2"/>',
    "ok": '<path d="m5 12 5 5 9-11"/>',
    "pay": '<circle cx="12" cy="12" r="9"/><path d="M15 9c-1-3-5-2-5 1v6H9h6M9 12.5h5"/>',
    "place": '<path d="M12 21s-7-7-7-12a7 7 0 0 1 14 0c0 5-7 12-7 12z"/>'
    '<circle cx="12" cy="9" r="2.5"/>',
    "think": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.5 9.5c0-4 5.5-3 5 0-.3 1.5-2.5 2-2.5 4M12 16.8v.1"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
}
