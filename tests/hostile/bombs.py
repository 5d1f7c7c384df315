"""Files that are small until they are opened, sent through the form that takes files."""

import html
import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from http.client import HTTPConnection
from itertools import repeat
from typing import Final

from PIL import Image

from .attacks import Attack, counted
from .house import HERE, MEGABYTE, House

EDGE: Final = "----edge"
WORD: Final = "word/document.xml"
ODT: Final = b"application/vnd.oasis.opendocument.text"
BESIDE: Final = re.compile(r'class="err" id="id_file_error">.*?</span>(.*?)</p>', re.DOTALL)
TAKEN: Final = "taken"
FIELDS: Final = {
    "title": "The sea",
    "kind": "note",
    "words": "",
    "how_it_came": "From the pier.",
    "may_use": "ours",
    "permission": "",
    "kept_where": "",
    "about_people": "no",
}


def bring(house: House, name: str, content: bytes, *, who: int = 0) -> str:
    """Fill in the form as a browser does; answer the sentence beside the box, or what came."""
    asking = HTTPConnection(HERE, house.port, timeout=120)
    try:
        session = f"session={house.sessions[who]}"
        asking.request("GET", house.bring, headers={"Cookie": session})
        answer = asking.getresponse()
        page = answer.read().decode()
        seal = re.search(r"csrftoken=([^;]+)", str(answer.headers["Set-Cookie"]))
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|once)" value="([^"]*)"', page))
        fields = FIELDS | {key: html.unescape(value) for key, value in hidden.items()}
        headers = {
            "Cookie": f"{session}; csrftoken={seal[1] if seal else ''}",
            "Content-Type": f"multipart/form-data; boundary={EDGE}",
        }
        asking.request("POST", house.bring, body=body(fields, name, content), headers=headers)
        answer = asking.getresponse()
        page = answer.read().decode()
    finally:
        asking.close()
    if answer.status == 302:
        return TAKEN
    beside = BESIDE.search(page)
    return html.unescape(beside[1].strip()) if beside else f"{answer.status} {page[:80]}"


def body(fields: dict[str, str], name: str, content: bytes) -> bytes:
    said = 'Content-Disposition: form-data; name="%s"'
    parts = [f"--{EDGE}\r\n{said % key}\r\n\r\n{value}\r\n" for key, value in fields.items()]
    file = said % "file" + f'; filename="{name}"'
    head = f"--{EDGE}\r\n{file}\r\nContent-Type: application/octet-stream\r\n\r\n"
    return "".join([*parts, head]).encode() + content + f"\r\n--{EDGE}--\r\n".encode()


def packed(inside: Iterable[tuple[str, bytes]]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in inside:
            made.writestr(name, content)
    return page.getvalue()


@cache
def zip_bombs() -> tuple[tuple[str, bytes], ...]:
    hundred = bytes(99 * MEGABYTE)
    inert = os.urandom(600_000)  # so that the whole does not shrink too much
    return (
        ("burst.docx", packed([(WORD, hundred)])),
        ("burst.xlsx", packed([("xl/workbook.xml", hundred), ("xl/more.xml", hundred)])),
        ("many.docx", packed([(WORD, b""), *((str(number), b"") for number in range(60_000))])),
        ("blank.odt", packed([("mimetype", b" " * 90 * MEGABYTE + ODT), ("inert", inert)])),
        ("torn.odt", packed([("mimetype", ODT), ("content.xml", hundred)])[:-40]),
    )


def png_that_says(width: int, height: int) -> bytes:
    """A picture whose first lines promise so many dots, and nothing behind them."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n"
    for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(kind + content))
        made += struct.pack(">I", len(content)) + kind + content + check
    return made


@cache
def pixel_bombs() -> tuple[tuple[str, bytes], ...]:
    wide = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(wide, "PNG")
    jpeg = io.BytesIO()
    Image.new("L", (16_000, 16_000)).save(jpeg, "JPEG", quality=1)
    return (
        ("said.png", png_that_says(2_000_000_000, 2_000_000_000)),
        ("said.png", png_that_says(100_000, 100_000)),
        ("wide.png", wide.getvalue()),
        ("wide.jpg", jpeg.getvalue()),
        ("torn.png", png_that_says(6_000, 6_000)),
    )


@cache
def largest_picture() -> bytes:
    """As many dots as we take, in a small file: each costs a lot of memory to draw."""
    picture = io.BytesIO()
    Image.new("RGBA", (6_300, 6_300), (1, 2, 3, 200)).save(picture, "PNG")
    return picture.getvalue()


def send_zip_bombs(house: House, _seconds: float) -> str:
    return counted(bring(house, name, content) for name, content in zip_bombs())


def send_pixel_bombs(house: House, _seconds: float) -> str:
    return counted(bring(house, name, content) for name, content in pixel_bombs())


def send_large_pictures(house: House, _seconds: float) -> str:
    """Ten at once, from ten people: each is fine by itself."""
    with ThreadPoolExecutor(10) as sending:
        said = sending.map(
            lambda who: bring(house, "large.png", largest_picture(), who=who), range(10)
        )
        return counted(said)


def send_too_large_a_file(house: House, _seconds: float) -> str:
    return bring(house, "sea.mp3", b"ID3" + bytes(30 * MEGABYTE))


def send_a_far_too_large_file(house: House, _seconds: float) -> str:
    """Whole, as a browser sends it; the answer is read only then."""
    head = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session=%s\r\nContent-Type: x/y\r\n"
    head %= (house.bring.encode(), house.sessions[0].encode())
    with house.connect(patience=60) as door:
        door.sendall(head + b"Content-Length: %d\r\n\r\n" % (100 * MEGABYTE))
        for part in repeat(bytes(MEGABYTE), 100):
            door.sendall(part)
        return door.recv(100).decode().splitlines()[0]


BOMBS: Final = (
    Attack("zip bombs: docx, xlsx, odt", send_zip_bombs),
    Attack("pixel bombs: png, jpeg", send_pixel_bombs),
    Attack("ten pictures of 40 million dots", send_large_pictures),
    Attack("a file of 30 MB", send_too_large_a_file),
    Attack("a file of 100 MB", send_a_far_too_large_file),
)
