from django.urls import path

from dls.mail.views import letters, mailings, reminders, stopped, texts

app_name = "mail"
urlpatterns = [
    path("", letters.letters, name="letters"),
    path("failed/<slug:deed>/", letters.failed, name="letters-failed"),
    path("to-many/", mailings.listed, name="mailings"),
    path("to-many/new/", mailings.new, name="mailing-new"),
    path("to-many/look/", mailings.look, name="mailing-look"),
    path("to-many/<slug:ref>/", mailings.mailing, name="mailing"),
    path("to-many/<slug:ref>/edit/", mailings.edit, name="mailing-edit"),
    path("to-many/<slug:ref>/messages/", mailings.messages, name="mailing-messages"),
    path("to-many/<slug:ref>/copy/", mailings.copy, name="mailing-copy"),
    path("to-many/<slug:ref>/discard/", mailings.discard, name="mailing-discard"),
    path("to-many/<slug:ref>/do/<slug:deed>/", mailings.deed, name="mailing-deed"),
    path("reminders/", reminders.listed, name="reminders"),
    path("reminders/new/", reminders.new, name="reminder-new"),
    path("reminders/coming/<slug:ref>/", reminders.coming, name="reminder-coming"),
    path("reminders/<slug:ref>/", reminders.edit, name="reminder"),
    path("reminders/<slug:ref>/turn/", reminders.turn, name="reminder-turn"),
    path("reminders/<slug:ref>/remove/", reminders.remove, name="reminder-remove"),
    path("texts/", texts.listed, name="texts"),
    path("texts/<slug:app>/<slug:name>/", texts.text, name="text"),
    path("texts/<slug:app>/<slug:name>/restore/", texts.restore, name="text-restore"),
    path("stopped/", stopped.listed, name="stopped"),
    path("stopped/lift/", stopped.lift, name="stopped-lift"),
    path("<slug:ref>/", letters.letter, name="letter"),
    path("<slug:ref>/do/<slug:deed>/", letters.deed, name="letter-deed"),
]
