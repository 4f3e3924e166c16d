"""A paper's way: one's own, its page, submitting and back, claims."""

from django.urls import path

from submissions.views import claims, contacts, lifecycle, mine, overview

PAPER = "papers/<int:number>"
NAMED = f"{PAPER}/named/<str:mark>"

urlpatterns = [
    path("papers/mine/", mine.mine, name="mine"),
    path(f"{PAPER}/", overview.overview, name="paper"),
    path(f"{PAPER}/journal/", overview.journal, name="journal"),
    path(f"{PAPER}/submit/", lifecycle.submit, name="submit"),
    path(f"{PAPER}/receipt/", lifecycle.receipt, name="receipt"),
    path(f"{PAPER}/withdraw/", lifecycle.withdraw, name="withdraw"),
    path(f"{PAPER}/revive/", lifecycle.revive, name="revive"),
    path(f"{PAPER}/longer/", lifecycle.longer, name="longer"),
    path(f"{PAPER}/longer/end/", lifecycle.close, name="longer-end"),
    path(f"{PAPER}/contacts/", contacts.contacts, name="contacts"),
    path(f"{PAPER}/contacts/remove/", contacts.drop, name="contact-remove"),
    path(f"{PAPER}/contacts/<str:mark>/", contacts.accept, name="contact-accept"),
    path(f"{NAMED}/", claims.named, name="named"),
    path(f"{NAMED}/claim/", claims.claim, name="named-claim"),
    path(f"{NAMED}/deny/", claims.deny, name="named-deny"),
    path(f"{NAMED}/undo/", claims.undo, name="named-undo"),
]
