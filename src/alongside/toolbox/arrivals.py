"""What may come in as a file: a list of signatures, looked for in the bytes and not in the name.

Pictures are drawn again, so that where and when they were taken does not travel with them, nor
anything hidden behind them. Zips are listed, and refused where they hold programs or burst.
"""

import hashlib
import io
import re
import threading
import unicodedata
import zipfile
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .verdicts import NotAllowed

MEGABYTE: Final = 1024 * 1024
MOST_PIXELS: Final = 40_000_000
MOST_UNPACKED: Final = 100 * MEGABYTE
MOST_INSIDE: Final = 3_000
BURSTS_AT: Final = 200  # times its packed size
LONGEST_NAME: Final = 160

# A large picture takes hundreds of megabytes while it is drawn: one after another, and only once.
_one_at_a_time: Final = threading.Lock()
_drawn_here: Final[deque[bytes]] = deque(maxlen=100)  # hashes of what we drew ourselves

TEXT: Final = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
}
ENDINGS: Final[Mapping[str, frozenset[str]]] = {
    "application/pdf": frozenset({".pdf"}),
    "image/png": frozenset({".png"}),
    "image/jpeg": frozenset({".jpg", ".jpeg"}),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": frozenset({".docx"}),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": frozenset({".xlsx"}),
    "application/vnd.oasis.opendocument.text": frozenset({".odt"}),
    "audio/mpeg": frozenset({".mp3"}),
    "audio/mp4": frozenset({".m4a"}),
    "audio/ogg": frozenset({".ogg", ".oga", ".opus"}),
}
ACCEPT: Final = ",".join(sorted({*TEXT, *(end for ends in ENDINGS.values() for end in ends)}))
DOCX, XLSX, ODT = [kind for kind in ENDINGS if "officedocument" in kind or "opendocument" in kind]
PROGRAMS: Final = re.compile(
    r"vbaproject|(^|/)basic/|(^|/)scripts/|activex|\.(exe|js|vbs|bat)$", re.IGNORECASE
)
ODD_LETTERS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

Sentence = str | Promise
EMPTY: Final = _("This file is empty. Choose another, or save it again and try once more.")
NOT_ON_LIST: Final = _(
    "We cannot take this kind of file. Text, PDF, Word, spreadsheets, photos and sound are fine."
)
WRONG_NAME: Final = _(
    "The name of this file does not fit what is in it. Give it its right ending and try again."
)
NOT_UTF8: Final = _("We cannot read the letters in this text. Save it again as UTF-8 text.")
BROKEN: Final = _("This file is damaged. Save it again and try once more.")
HAS_PROGRAM: Final = _("This file has a small program in it. Save it without macros and try again.")
BURSTS: Final = _("There is too much packed into this file. Take some out and try again.")
LOCKED: Final = _("This file has a password. Save it without one and try again.")
TOO_MANY_DOTS: Final = _("This picture is too large. Make it smaller and try again.")
TOO_BIG: Final = _("This file is too big: %(size)s megabytes. It may be up to %(limit)s.")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file we may keep: its tidy name, its kind, and the bytes to keep."""

    name: str
    kind: str
    content: bytes


def size_verdict(size: int, *, largest: int) -> None:
    """Refuse what is empty or too big before anything is read."""
    if size == 0:
        raise NotAllowed(str(EMPTY))
    if size > largest:
        shown = {"size": -(-size // MEGABYTE), "limit": largest // MEGABYTE}
        raise NotAllowed(str(TOO_BIG) % shown)


def examine(name: str, content: bytes, *, largest: int) -> Arrived:
    """Say what a file is by its own bytes; refuse, with a sentence, what we do not take."""
    size_verdict(len(content), largest=largest)
    name = tidy_name(name)
    ending = PurePosixPath(name).suffix.casefold()
    kind = _signature(content)
    if kind is None:
        return Arrived(name, _text_kind(ending, content), content)
    if ending not in ENDINGS[kind]:
        raise NotAllowed(str(WRONG_NAME))
    if kind.startswith("image/"):
        content = redrawn(content, kind)
    return Arrived(name, kind, content)


def tidy_name(name: str) -> str:
    """The last part of a name, without letters that cannot be shown, and not too long."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = shown.strip().rpartition(".")
    if not dot:
        return ending[:LONGEST_NAME] or "file"
    ending = ending[:10]
    return f"{(stem or 'file')[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _signature(content: bytes) -> str | None:
    """The kind the first bytes speak of; nothing where it may be text."""
    start = content[:16]
    if start.startswith(b"PK"):
        return _kind_of_zip(content)
    for mark, kind in (
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\xff\xf3", "audio/mpeg"),
        (b"\xff\xf2", "audio/mpeg"),
        (b"OggS", "audio/ogg"),
    ):
        if start.startswith(mark):
            return kind
    if start[4:8] == b"ftyp" and start[8:11] in {b"M4A", b"M4B", b"mp4", b"iso"}:
        return "audio/mp4"
    return None


def _text_kind(ending: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAllowed(str(NOT_UTF8 if ending in TEXT else NOT_ON_LIST)) from None
    if ODD_LETTERS.search(text):
        raise NotAllowed(str(NOT_ON_LIST))
    if ending not in TEXT:
        known = any(ending in ends for ends in ENDINGS.values())
        raise NotAllowed(str(WRONG_NAME if known else NOT_ON_LIST))
    if not text.strip():
        raise NotAllowed(str(EMPTY))
    if ending == ".vtt" and not text.startswith("WEBVTT"):
        raise NotAllowed(str(WRONG_NAME))
    return TEXT[ending]


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = packed.infolist()
            _check_inside(inside, packed_size=len(content))
            names = {entry.filename for entry in inside}
            if "mimetype" in names and _first_words(packed, "mimetype") == ODT:
                return ODT
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        raise NotAllowed(str(BROKEN)) from None
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise NotAllowed(str(NOT_ON_LIST))


def _first_words(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as file:  # no more than needed: the rest may be very long
        return file.read(len(ODT) + 10).decode("ascii").strip()


def _check_inside(inside: list[zipfile.ZipInfo], *, packed_size: int) -> None:
    unpacked = sum(entry.file_size for entry in inside)
    bursts = unpacked > MEGABYTE and unpacked > BURSTS_AT * packed_size
    if len(inside) > MOST_INSIDE or unpacked > MOST_UNPACKED or bursts:
        raise NotAllowed(str(BURSTS))
    if any(entry.flag_bits & 0x1 for entry in inside):
        raise NotAllowed(str(LOCKED))
    if any(PROGRAMS.search(entry.filename) for entry in inside):
        raise NotAllowed(str(HAS_PROGRAM))


def redrawn(content: bytes, kind: str) -> bytes:
    """The same picture, drawn anew: no place, no camera, no time, nothing behind it."""
    if hashlib.sha256(content).digest() in _drawn_here:
        return content
    with _one_at_a_time:
        drawn = _draw(content, kind)
    _drawn_here.append(hashlib.sha256(drawn).digest())
    return drawn


def _draw(content: bytes, kind: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAllowed(str(TOO_MANY_DOTS))
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            see_through = "A" in picture.getbands() or "transparency" in picture.info
            mode = "RGBA" if kind == "image/png" and see_through else "RGB"
            plain = picture if picture.mode == mode else picture.convert(mode)
            return _saved(plain, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAllowed(str(TOO_MANY_DOTS)) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAllowed(str(BROKEN)) from None


def _saved(plain: Image.Image, kind: str) -> bytes:
    """Only the dots: what else the picture carries is in `info`, and is left behind."""
    plain.info = {}
    out = io.BytesIO()
    if kind == "image/png":
        plain.save(out, "PNG", compress_level=6)
    else:
        plain.save(out, "JPEG", quality=88)
    return out.getvalue()
