from django.urls import path

from .views import findings, packs

app_name = "analysis"
urlpatterns = [
    path("of/<uuid:pk>/", packs.project, name="project"),
    path("of/<uuid:pk>/pack/", packs.new_pack, name="new_pack"),
    path("of/<uuid:pk>/theme/", findings.new_theme, name="new_theme"),
    path("of/<uuid:pk>/finding/", findings.new_finding, name="new_finding"),
    path("of/<uuid:pk>/recommend/", findings.recommend, name="recommend"),
    path("pack/<uuid:pk>/", packs.pack, name="pack"),
    path("pack/<uuid:pk>/cards/", packs.cards, name="cards"),
    path("pack/<uuid:pk>/finished/", packs.finish, name="finish"),
    path("pack/<uuid:pk>/go/<slug:to>/", packs.move, name="move"),
    path("pack/<uuid:pk>/together/", packs.together, name="together"),
    path("pack/<uuid:pk>/together/<int:number>/", packs.place, name="place"),
    path("read/<uuid:pk>/", packs.read, name="read"),
    path("read/<uuid:pk>/sentences/", packs.choose, name="choose"),
    path("mark/<uuid:pk>/take-back/", packs.take_back, name="take_back"),
    path("theme/<uuid:pk>/", findings.theme, name="theme"),
    path("theme/<uuid:pk>/gather/", findings.gather, name="gather"),
    path("theme/<uuid:pk>/merge/", findings.merge, name="merge"),
    path("theme/<uuid:pk>/apart/", findings.unmerge, name="unmerge"),
    path("finding/<uuid:pk>/", findings.finding, name="finding"),
    path("finding/<uuid:pk>/change/", findings.change_finding, name="change_finding"),
    path("finding/<uuid:pk>/passage/", findings.quote, name="quote"),
    path("finding/<uuid:pk>/see/", findings.stance, name="stance"),
    path("finding/<uuid:pk>/ask/", findings.ask_back, name="ask_back"),
    path("finding/<uuid:pk>/final/", findings.final, name="final"),
    path("finding/<uuid:pk>/open/", findings.reopen, name="reopen"),
    path("words/<uuid:pk>/", findings.words, name="words"),
    path("words/<uuid:pk>/out/", findings.take_out, name="take_out"),
    path("asked/<uuid:pk>/", findings.asked, name="asked"),
]
