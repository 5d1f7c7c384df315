from django.urls import path

from . import views

app_name = "hours"
urlpatterns = [
    path("", views.weeks, name="weeks"),
    path("put-in/", views.put_in, name="put_in"),
    path("to-agree/", views.to_agree, name="to_agree"),
    path("agree/", views.agree, name="agree"),
    path("<slug:monday>/", views.week, name="week"),
    path("<slug:monday>/text/", views.text, name="text"),
]
