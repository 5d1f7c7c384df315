from django.urls import path

from .views import people, phases, plan

app_name = "projects"
urlpatterns = [
    path("new/", plan.new, name="new"),
    path("<uuid:pk>/", plan.set_up, name="set_up"),
    path("<uuid:pk>/set-aside/<slug:key>/", plan.set_aside, name="set_aside"),
    path("<uuid:pk>/owner/", plan.owner, name="owner"),
    path("<uuid:pk>/about/", plan.about, name="about"),
    path("<uuid:pk>/first/", plan.first_things, name="first_things"),
    path("<uuid:pk>/dates/", plan.dates, name="dates"),
    path("<uuid:pk>/bid/", plan.bid, name="bid"),
    path("<uuid:pk>/changes/", plan.freedoms, name="freedoms"),
    path("<uuid:pk>/changes/<uuid:freedom_pk>/", plan.freedom, name="freedom"),
    path("<uuid:pk>/not-for-all/", plan.restrict, name="restrict"),
    path("<uuid:pk>/open/", plan.open_up, name="open_up"),
    path("<uuid:pk>/close/", plan.close, name="close"),
    path("<uuid:pk>/shared/", phases.coverage, name="coverage"),
    path("<uuid:pk>/phase/<slug:phase>/", phases.phase, name="phase"),
    path("<uuid:pk>/phase/<slug:phase>/level/", phases.level, name="level"),
    path("<uuid:pk>/phase/<slug:phase>/when/", phases.when, name="when"),
    path("<uuid:pk>/phase/<slug:phase>/card/<slug:prompt>/", phases.answer, name="answer"),
    path("<uuid:pk>/people/", people.people, name="people"),
    path("<uuid:pk>/people/bring/", people.bring, name="bring"),
    path("<uuid:pk>/people/leave/", people.leave, name="leave"),
    path("<uuid:pk>/people/<uuid:member_pk>/role/", people.role, name="role"),
    path("<uuid:pk>/people/<uuid:member_pk>/yes/", people.agree, name="agree"),
    path("<uuid:pk>/people/<uuid:member_pk>/runs/", people.runs, name="runs"),
]
