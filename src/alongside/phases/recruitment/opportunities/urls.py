from django.urls import path

from . import views

app_name = "opportunities"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("new/<uuid:pk>/", views.make, name="make"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/plan/", views.plan, name="plan"),
    path("<uuid:pk>/open/", views.open_up, name="open_up"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/finish/", views.finish, name="finish"),
    path("<uuid:pk>/invite/", views.invite, name="invite"),
    path("<uuid:pk>/set-aside/<slug:key>/", views.set_aside, name="set_aside"),
]
