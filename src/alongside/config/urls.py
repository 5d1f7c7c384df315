"""Every address of the house. A room's addresses are in its own urls.py."""

from django.urls import include, path

from alongside.toolbox import kept, look

# The programme is in the address. The door takes it out and gives it to the request.
of_a_programme = [
    path("papers/", include("alongside.foundation.files.urls")),
    path("to-do/", include("alongside.foundation.tasks.urls")),
    path("letters/", include("alongside.foundation.notices.urls")),
    path("people/", include("alongside.foundation.memberships.urls")),
    path("project/", include("alongside.foundation.projects.urls")),
    path("said/", include("alongside.throughout.feedback.urls")),
    path("agreements/", include("alongside.throughout.agreements.urls")),
    path("hours/", include("alongside.throughout.hours.urls")),
    path("library/", include("alongside.throughout.library.urls")),
    path("decisions/", include("alongside.throughout.decisions.urls")),
    path("money/", include("alongside.throughout.payments.urls")),
    path("questions/", include("alongside.phases.design.questions.urls")),
    path("opportunities/", include("alongside.phases.recruitment.opportunities.urls")),
    path("gatherings/", include("alongside.phases.recruitment.gatherings.urls")),
    path("sources/", include("alongside.phases.collection.urls")),
    path("meaning/", include("alongside.phases.analysis.urls")),
    path("outputs/", include("alongside.phases.dissemination.urls")),
    path("looking-back/", include("alongside.phases.evaluation.urls")),
    path("desk/", include("alongside.pages.desk.urls")),
    path("projects/", include("alongside.pages.project.urls")),
    path("programme/", include("alongside.pages.programme.urls")),
]

urlpatterns = [
    path("kept/", kept.show, name="kept"),
    path("look/", look.choose, name="look"),
    path("week/", include("alongside.pages.week.urls")),
    path("me/", include("alongside.foundation.people.urls")),
    path("", include("alongside.pages.public.urls")),
    path("<slug:programme>/", include(of_a_programme)),
]

handler400 = "alongside.toolbox.errors.bad_request"
handler403 = "alongside.toolbox.errors.not_allowed"
handler404 = "alongside.toolbox.errors.not_found"
handler500 = "alongside.toolbox.errors.broken"
