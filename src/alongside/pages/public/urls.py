from django.urls import path

from . import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("<slug:programme>/", views.home, name="home"),
    path("<slug:programme>/help/", views.help_, name="help"),
    path("<slug:programme>/help/ask/", views.ask, name="ask"),
    path("<slug:programme>/ideas/", views.find, name="find"),
    path("<slug:programme>/ideas/new/", views.new_idea, name="new_idea"),
    path("<slug:programme>/ideas/thanks/", views.thanks, name="thanks"),
    path("<slug:programme>/ideas/yours/", views.yours, name="yours"),
]
