from django.urls import path

from .views import afterwards, agenda, day, inviting, planning, showing

app_name = "gatherings"
urlpatterns = [
    path("", showing.listing, name="listing"),
    path("new/", planning.new, name="new"),
    path("<uuid:pk>/", showing.detail, name="detail"),
    path("<uuid:pk>/sheet/", showing.sheet, name="sheet"),
    path("<uuid:pk>/plan/", planning.organise, name="organise"),
    path("<uuid:pk>/change/", planning.change, name="change"),
    path("<uuid:pk>/more/", planning.more, name="more"),
    path("<uuid:pk>/aside/<slug:key>/", planning.aside, name="aside"),
    path("<uuid:pk>/helpers/", planning.helpers, name="helpers"),
    path("<uuid:pk>/helpers/<uuid:helper>/", planning.step_down, name="step_down"),
    path("<uuid:pk>/people/", inviting.people, name="people"),
    path("<uuid:pk>/reasons/", inviting.reasons, name="reasons"),
    path("<uuid:pk>/invite/", inviting.invite, name="invite"),
    path("<uuid:pk>/answer/", inviting.answer, name="answer"),
    path("<uuid:pk>/needs/", inviting.needs, name="needs"),
    path("<uuid:pk>/needs/<uuid:need>/", inviting.need, name="need"),
    path("<uuid:pk>/ready/", inviting.ready, name="ready"),
    path("<uuid:pk>/call-off/", inviting.call_off, name="call_off"),
    path("<uuid:pk>/agenda/", agenda.agenda, name="agenda"),
    path("<uuid:pk>/agenda/<uuid:item>/", agenda.item, name="item"),
    path("<uuid:pk>/agenda/<uuid:item>/earlier/", agenda.earlier, name="earlier"),
    path("<uuid:pk>/agenda/<uuid:item>/drop/", agenda.drop, name="drop"),
    path("<uuid:pk>/notes/", agenda.notes, name="notes"),
    path("<uuid:pk>/day/", day.day, name="day"),
    path("<uuid:pk>/open/", day.open_, name="open"),
    path("<uuid:pk>/here/", day.here, name="here"),
    path("<uuid:pk>/expenses/", day.expenses, name="expenses"),
    path("<uuid:pk>/close/", day.close, name="close"),
    path("<uuid:pk>/claim/", afterwards.claim, name="claim"),
    path("<uuid:pk>/follow-up/", afterwards.follow_up, name="follow_up"),
    path("<uuid:pk>/caught-up/<uuid:catching_up>/", afterwards.caught_up, name="caught_up"),
]
