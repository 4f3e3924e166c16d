from django.urls import path

from submissions.views import conflict_desk, conflicts

urlpatterns = [
    path("conflicts/", conflict_desk.undecided, name="conflicts-found"),
    path("conflicts/decide/<yesno:said>/", conflict_desk.decide, name="conflicts-decide"),
    path("conflicts/matrix/", conflict_desk.matrix, name="conflict-matrix"),
    path("conflicts/matrix/<int:number>/<slug:ref>/", conflict_desk.pair, name="conflict-pair"),
    path("conflicts/export/", conflict_desk.export, name="conflicts-export"),
    path("conflicts/import/", conflict_desk.upload, name="conflicts-import"),
    path("conflicts/mine/", conflicts.mine, name="my-conflicts"),
    path("conflicts/mine/<int:number>/declare/", conflicts.declare, name="conflict-declare"),
    path("conflicts/mine/<int:number>/drop/", conflicts.drop, name="conflict-drop"),
    path("conflicts/mine/<int:number>/<yesno:said>/", conflicts.answer, name="conflict-answer"),
    path("papers/<int:number>/conflicts/", conflicts.of_paper, name="conflicts"),
]
