from django.urls import path

from dls.mail.views import site

urlpatterns = [
    path("webhooks/mail/", site.webhook, name="mail-webhook"),
    path("mailbox/", site.people, name="mailbox"),
    path("mailbox/<str:email>/", site.letters, name="mailbox-of"),
    path("mailbox/<str:email>/<slug:name>/", site.letter, name="mailbox-letter"),
]
