import pytest

from alongside.toolbox.paper import pdf

TEMPLATE = b"""#let it = json(bytes(sys.inputs.it))
#set document(title: it.said)
#set text(font: ("Noto Sans", "DejaVu Sans", "Libertinus Serif"))
= #it.said"""


@pytest.mark.parametrize(
    "said",
    ["Home by ten", "🚌", "👩🏽\u200d🔬 Jean", "مرحبا", "#panic()", '"}', "\uffff", "x" * 10_000],
)
def test_whatever_people_write_comes_out_on_paper(said: str) -> None:
    assert pdf(TEMPLATE, "it", {"said": said}).startswith(b"%PDF")
