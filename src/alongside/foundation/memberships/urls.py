from django.urls import path

from .views import groups, parts

app_name = "memberships"
urlpatterns = [
    path("", groups.listing, name="listing"),
    path("new/", groups.add_to_none, name="add_to_none"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/<uuid:pk>/", groups.group, name="group"),
    path("groups/<uuid:pk>/add/", groups.add, name="add"),
    path("groups/<uuid:pk>/many/", groups.add_many, name="add_many"),
    path("me/", parts.me, name="me"),
    path("me/leave/", parts.leave, name="leave"),
    path("me/supporter/", parts.supporter, name="supporter"),
    path("me/supporter/<uuid:pk>/end/", parts.end_supporter, name="end_supporter"),
    path("asked/<uuid:pk>/", parts.asked_in, name="asked_in"),
    path("<uuid:pk>/", parts.person, name="person"),
    path("<uuid:pk>/standing/", parts.standing, name="standing"),
    path("<uuid:pk>/week/", parts.week, name="week"),
    path("<uuid:pk>/footing/", parts.footing, name="footing"),
    path("<uuid:pk>/roles/", parts.give_role, name="give_role"),
    path("<uuid:pk>/roles/<uuid:role_pk>/end/", parts.end_role, name="end_role"),
]
