"""A sealed file: read again as it was, and refused when a bit of it is not as it was."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.backup.stream import PIECE, BadBackupError, Opening, Sealing

KEY, OTHER = bytes(range(32)), bytes(32)
SIZES = st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    sealing = Sealing(file, key)
    for start in range(0, len(content), 50_000):
        sealing.write(content[start : start + 50_000])
    sealing.close()
    return file.getvalue()


@given(SIZES, st.integers(1, 200_000))
def test_what_was_sealed_is_read_again_in_whatever_portions(size: int, portion: int) -> None:
    content = os.urandom(size)
    opening, read = Opening(io.BytesIO(sealed(content)), KEY), b""

    while some := opening.read(portion):
        read += some

    assert read == content
    assert Opening(io.BytesIO(sealed(content)), KEY).read() == content


@given(SIZES, st.data())
def test_no_bit_can_be_changed_and_no_end_cut_off_or_added(size: int, data: st.DataObject) -> None:
    whole = sealed(bytes(size))
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))

    for spoiled in (bytes(changed), whole[:place], whole + b"x"):
        with pytest.raises(BadBackupError):
            Opening(io.BytesIO(spoiled), KEY).to_the_end()


def test_pieces_that_change_places_are_refused() -> None:
    whole = sealed(os.urandom(3 * PIECE))
    head = len(whole) - 3 * (PIECE + 16)
    one, two = (whole[head + n * (PIECE + 16) : head + (n + 1) * (PIECE + 16)] for n in (0, 1))
    moved = whole[:head] + two + one + whole[head + 2 * (PIECE + 16) :]

    with pytest.raises(BadBackupError, match="damaged"):
        Opening(io.BytesIO(moved), KEY).to_the_end()


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "not a backup"),
        (b"PK\x03\x04 something else" * 9, "not a backup"),
        (sealed(b"words", OTHER), "another house"),
    ],
    ids=["empty", "a zip", "another key"],
)
def test_what_is_not_ours_is_refused_in_a_sentence(file: bytes, says: str) -> None:
    with pytest.raises(BadBackupError, match=says):
        Opening(io.BytesIO(file), KEY)
