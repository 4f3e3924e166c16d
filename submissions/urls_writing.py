"""Where authors write, and chairs say what they ask."""

from django.urls import path

from dls.conferences import converters  # noqa: F401 -- it registers what addresses take
from submissions.views import asking, authors, fields, questions, starting

AT = "settings/questions"

urlpatterns = [
    path("papers/new/", starting.start, name="start"),
    path("papers/<int:number>/fields/", fields.fields, name="fields"),
    path("papers/<int:number>/authors/", authors.authors, name="authors"),
    path("settings/papers/", asking.papers, name="settings-papers"),
    path(f"{AT}/", questions.questions, name="settings-questions"),
    path(f"{AT}/new/", questions.new, name="question-new"),
    path(f"{AT}/<int:number>/", questions.question, name="question"),
    path(f"{AT}/<int:number>/<way:way>/", questions.shift, name="question-shift"),
    path(f"{AT}/<int:number>/retire/", questions.retire, name="question-retire"),
    path(f"{AT}/<int:number>/ask/", questions.ask_again, name="question-ask"),
]
