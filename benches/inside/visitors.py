"""Who looks at which page: ten core pages, and the sessions of those who have an account."""

from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.phases.recruitment.gatherings.models import Gathering
from alongside.phases.recruitment.gatherings.states import Standing
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import State

from .filling import SLUG

NOBODY, AMINA, FARAH = "no account", "co-researcher", "facilitator"


def ten_pages() -> list[tuple[str, str, str]]:
    """Name, who looks, and address."""
    town = Programme.objects.get(slug=SLUG)
    project = Project.objects.within(town).order_by("started_at", "pk")
    first = project.get(title="Getting home after dark")
    offer = Opportunity.objects.within(town).filter(state=State.OPEN).order_by("closes_at", "pk")[0]
    coming = Gathering.objects.within(town).filter(project=first, standing=Standing.INVITED)
    return [
        ("What goes on in a town", NOBODY, reverse("public:home", args=[SLUG])),
        ("Opportunities", NOBODY, reverse("opportunities:listing", args=[SLUG])),
        ("Library", NOBODY, reverse("library:listing", args=[SLUG])),
        ("My week", AMINA, reverse("week:week")),
        ("Projects", AMINA, reverse("project:listing", args=[SLUG])),
        ("One project", AMINA, reverse("project:detail", args=[SLUG, first.pk])),
        ("Opportunities", AMINA, reverse("opportunities:listing", args=[SLUG])),
        ("One opportunity", AMINA, reverse("opportunities:detail", args=[SLUG, offer.pk])),
        ("Desk", FARAH, reverse("desk:desk", args=[SLUG])),
        ("The day of a gathering", FARAH, reverse("gatherings:day", args=[SLUG, coming[0].pk])),
    ]


def browser() -> Client:
    """Asks as a browser does, in the middle of a visit."""
    asks = {"accept-encoding": "br", "sec-fetch-site": "same-origin", "host": "localhost"}
    return Client(headers=asks)


def signed_in(person: Person) -> Client:
    client = browser()
    client.force_login(person)
    return client


def clients() -> dict[str, Client]:
    return {
        NOBODY: browser(),
        AMINA: signed_in(_called("Amina")),
        FARAH: signed_in(_called("Farah")),
    }


def sessions() -> dict[str, str]:
    return {who: _session(client) for who, client in clients().items() if who != NOBODY}


def _called(name: str) -> Person:
    return Person.objects.filter(first_name=name).order_by("joined_at", "pk")[0]


def _session(client: Client) -> str:
    return client.cookies["session"].value
