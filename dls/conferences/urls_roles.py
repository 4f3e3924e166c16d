from django.urls import path, register_converter
from django.urls.converters import StringConverter

from dls.conferences.views import committee, invitation, inviting, own


class DeedConverter(StringConverter):
    """What chairs do to several at once."""

    regex = "remind|resend|withdraw"


class RefConverter(StringConverter):
    """The name of a role or list in addresses."""

    regex = "[a-z2-9]{6,12}"


register_converter(DeedConverter, "deed")
register_converter(RefConverter, "ref")

TABLE = "<slug:slug>/committee/manage"
ROLE = "<slug:slug>/committee/manage/role/<ref:ref>"
LISTS = "<slug:slug>/committee/manage/invite"
LIST = "<slug:slug>/committee/manage/invite/<ref:ref>"

urlpatterns = [
    path(f"{TABLE}/", committee.committee, name="roles"),
    path(f"{TABLE}/export/", committee.export, name="roles-export"),
    path(f"{TABLE}/enter/", committee.record, name="role-record"),
    path(f"{TABLE}/several/<deed:deed>/", committee.several, name="roles-several"),
    path(f"{ROLE}/", committee.role, name="role"),
    path(f"{ROLE}/kind/", committee.change_kind, name="role-kind"),
    path(f"{ROLE}/remind/", committee.remind, name="role-remind"),
    path(f"{ROLE}/resend/", committee.resend, name="role-resend"),
    path(f"{ROLE}/withdraw/", committee.withdraw, name="role-withdraw"),
    path(f"{ROLE}/end/", committee.end, name="role-end"),
    path(f"{ROLE}/suggestion/", committee.take_suggestion, name="role-suggestion"),
    path(f"{LISTS}/", inviting.invite, name="invite"),
    path(f"{LIST}/", inviting.people, name="invitation-list"),
    path(f"{LIST}/change/", inviting.change, name="invitation-list-change"),
    path(f"{LIST}/confirm/", inviting.confirm, name="invitation-list-confirm"),
    path(f"{LIST}/resume/", inviting.resume, name="invitation-list-resume"),
    path(f"{LIST}/again/", inviting.again, name="invitation-list-again"),
    path(f"{LIST}/discard/", inviting.discard, name="invitation-list-discard"),
    path("<slug:slug>/role/", own.my_role, name="my-role"),
    path("<slug:slug>/role/<ref:ref>/resign/", own.resign, name="role-resign"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/accept/", invitation.accept, name="invitation-accept"),
    path("invitation/<str:token>/decline/", invitation.decline, name="invitation-decline"),
]
