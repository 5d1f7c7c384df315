from django.urls import path

from .views import making, planning, reading

app_name = "dissemination"
urlpatterns = [
    path("", reading.listing, name="listing"),
    path("project/<uuid:pk>/", planning.project, name="project"),
    path("project/<uuid:pk>/audience/", planning.audience, name="audience"),
    path("project/<uuid:pk>/begin/", planning.begin, name="begin"),
    path("<uuid:pk>/", reading.one, name="one"),
    path("<uuid:pk>/poster/", reading.poster, name="poster"),
    path("<uuid:pk>/poster.pdf", reading.poster_pdf, name="poster_pdf"),
    path("<uuid:pk>/work/", making.work, name="work"),
    path("<uuid:pk>/release/", making.release, name="release"),
    path("<uuid:pk>/set-aside/<slug:key>/", making.set_aside, name="set_aside"),
    path("<uuid:pk>/begin-again/", making.begin_again, name="begin_again"),
    path("<uuid:pk>/change/", making.change, name="change"),
    path("<uuid:pk>/picture/", making.picture, name="picture"),
    path("<uuid:pk>/own/", making.own, name="own"),
    path("<uuid:pk>/thank/", making.thank, name="thank"),
    path("<uuid:pk>/name/", making.name, name="name"),
    path("<uuid:pk>/share/", making.share, name="share"),
    path("<uuid:pk>/seen/", making.seen, name="seen"),
    path("<uuid:pk>/publish/", making.publish, name="publish"),
    path("<uuid:pk>/take-back/", making.take_back, name="take_back"),
]
