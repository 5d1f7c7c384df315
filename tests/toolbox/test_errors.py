"""Every no comes in one voice, with a way on and someone to ask; some without any database."""

import errno
from collections.abc import Callable

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import path

from alongside.toolbox import errors
from alongside.toolbox.doors import anyone
from alongside.toolbox.verdicts import NotAllowed
from tests.house.nets.page import read
from tests.house.nets.valid import valid

Draw = Callable[..., HttpResponse]
RAISED: dict[str, Exception] = {
    "denied": PermissionDenied("a word for developers"),
    "refused": NotAllowed("Ask Harold first. It is his turn."),
    "broken": RuntimeError("secret words"),
    "away": OperationalError("could not connect to 10.0.0.1"),
    "gone": InterfaceError("connection already closed"),
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "lost": OSError(errno.ENOENT, "a file that is not there"),
    "big": RequestDataTooBig("x"),
    "odd": SuspiciousOperation("x"),
}


@anyone("It only raises.")
def trouble(_request: HttpRequest, kind: str) -> HttpResponse:
    raise RAISED[kind]


urlpatterns = [path("trouble/<str:kind>/", trouble)]
handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.broken


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.urls("tests.toolbox.test_errors")
@pytest.mark.parametrize(
    ("kind", "status", "says"),
    [
        ("denied", 403, "Not this time"),
        ("refused", 403, "Ask Harold first. It is his turn."),
        ("broken", 500, "Something went wrong on our side"),
        ("away", 503, "We are away for a moment"),
        ("gone", 503, "We are away for a moment"),
        ("full", 503, "We are away for a moment"),
        ("lost", 500, "Something went wrong on our side"),
        ("big", 413, "That is too big for us"),
        ("odd", 400, "We could not read that"),
    ],
)
def test_what_goes_wrong_is_answered_by_its_page_without_the_database(
    client: Client, kind: str, status: int, says: str
) -> None:
    answer = client.get(f"/trouble/{kind}/")  # no database is open to this test

    words = answer.content.decode()
    assert answer.status_code == status
    assert says in words
    assert valid(read(words)) == []
    assert "secret" not in words
    assert "10.0.0.1" not in words
    assert "developers" not in words


def test_a_wrong_way_of_asking_gets_a_page_and_still_says_the_right_ways() -> None:
    answer = errors.Answers(lambda _request: HttpResponseNotAllowed(["POST"]))(
        RequestFactory().get("/")
    )

    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "This address takes something else" in answer.content.decode()


@pytest.mark.parametrize("draw", [errors.broken, errors.away])
def test_the_worst_pages_need_not_even_a_request(
    draw: Draw,
) -> None:
    answer = draw(None)

    assert answer.status_code in {500, 503}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("draw", [errors.away, errors.too_many])
def test_pages_that_pass_by_themselves_say_when_to_come_again(
    draw: Draw,
) -> None:
    answer = draw(RequestFactory().get("/"))

    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    "draw",
    [
        errors.not_found,
        errors.too_big,
        errors.too_many,
        errors.not_ours,
        errors.broken,
        errors.away,
    ],
)
def test_every_no_has_a_way_on_and_someone_to_ask(
    draw: Draw,
) -> None:
    answer = draw(RequestFactory().get("/"))

    page = read(answer.content.decode())
    assert "/" in [link["href"] for link in page.all("a")]
    assert "Want to talk to someone?" in answer.content.decode()


@pytest.mark.urls("tests.toolbox.test_errors")
def test_a_form_without_our_seal_is_explained(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/trouble/odd/", {"name": "Amina"})

    assert answer.status_code == 403
    assert "This page had gone to sleep" in answer.content.decode()


def test_a_visit_that_could_not_be_written_down_is_our_trouble_not_theirs() -> None:
    trouble = SessionInterrupted("The session was deleted.")
    trouble.__context__ = OperationalError("the server is gone")  # as Django raises it

    answer = errors.bad_request(RequestFactory().get("/"), trouble)

    assert answer.status_code == 503


@pytest.mark.urls("tests.toolbox.test_errors")
def test_what_was_typed_while_we_were_away_comes_back_to_be_sent_again(client: Client) -> None:
    typed = {"once": "a-key", "text": "It is <dark> here.\nVery.", "line": ["one", "two"]}
    photo = SimpleUploadedFile("lamp.png", b"x")

    answer = client.post("/trouble/away/", typed | {"photo": photo})

    page = read(answer.text)
    assert answer.status_code == 503
    assert "Your words are safe on this page" in answer.text
    assert "It is &lt;dark&gt; here.<br>Very." in answer.text
    assert "lamp.png" in answer.text
    for box in (
        'name="once" value="a-key"',
        'name="line" value="one"',
        'name="line" value="two"',
        'type="file" name="photo"',
        'action="/trouble/away/"',
    ):
        assert box in answer.text
    assert valid(page) == []


def test_a_form_that_another_site_sent_is_not_shown_to_anybody() -> None:
    sent_by_others = RequestFactory().post("/", {"once": "a-key", "text": "Send this for me."})

    answer = errors.away(sent_by_others)

    assert answer.status_code == 503
    assert "Send this for me." not in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/in/?next=%00", "/%00/", "/in/?%00=x"])
def test_a_letter_that_no_database_holds_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400
    assert client.post("/in/", {"email": "a\0b"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["hex", "idna", "utf-16"])
def test_a_form_is_read_as_we_send_it_whatever_it_is_said_to_be(client: Client, said: str) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xff\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; charset={said}"

    answer = client.generic("POST", "/in/", form, content_type=kind)

    assert answer.status_code == 200
    assert "</html>" in answer.content.decode()


@pytest.mark.django_db
def test_somebody_who_asks_for_another_house_gets_a_page_that_says_so(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "We could not read that" in answer.content.decode()
