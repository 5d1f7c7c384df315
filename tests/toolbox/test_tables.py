import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox.tables import FORMULAS, csv_of

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20)
BEGINNINGS = st.sampled_from(["", " ", *(sign for sign in FORMULAS if sign != "\r"), "  =", "'="])
CELLS = st.builds("{}{}".format, BEGINNINGS, WORDS)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_no_cell_is_ever_a_formula_and_no_word_is_lost(rows: list[tuple[str, str]]) -> None:
    sheet = csv_of(("One", "Two"), rows).decode("utf-8-sig")

    [_head, *read] = csv.reader(io.StringIO(sheet, newline=""))

    assert not any(cell.lstrip(" ").startswith(FORMULAS) for row in read for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
