"""The letters about roles, and what their texts may say."""

from dls.conferences.models.roles import Role
from dls.mail.kinds import Kind

DUTIES = {
    Role.Kind.CHAIR: "Chairs run the conference: they set its dates, gather the committee, "
    "see every paper and review, and take the decisions.",
    Role.Kind.PROCEEDINGS_CHAIR: "The proceedings chair gathers the final papers and makes the "
    "volume with them.",
    Role.Kind.SENIOR_AREA_CHAIR: "Senior area chairs look after the area chairs and advise the "
    "chairs on decisions.",
    Role.Kind.AREA_CHAIR: "Area chairs look after the papers of their field: they find reviewers, "
    "lead discussions and recommend decisions.",
    Role.Kind.MEMBER: "Members of the program committee say which papers they would like to read, "
    "review those they are given, and discuss them.",
    Role.Kind.EXTERNAL: "External reviewers read single papers for which the committee asks their "
    "advice.",
}

NEXT_STEP = (
    "sign in, look through your profile, and tell what you know well, "
    "so that we can ask you about the right papers."
)
NEXT_STEP_OF_CHAIRS = "open the dashboard. Its first line always says what the conference needs."

ROLE = {"role": "the role: PC member"}
DUTY = {"duties": "what the role means, in a sentence"}
ASKED = {
    **ROLE,
    **DUTY,
    "accept_url": "the page where the invitation is answered; each recipient has their own",
    "message": "the personal message of the chairs, if there is one",
    "affiliation": "the affiliation as we have it",
    "inviter": "the chair who invites",
    "answer_by": "the day until which an answer counts",
    "answer_by_sentence": "“Answer by …”, or nothing where there is no such day",
    "when_and_where": "days and place of the conference in a sentence, as far as they are known",
    "about_line": "the public page in a line, once there is one",
}
TOLD = {
    **ROLE,
    "who": "the person it is about",
    "who_email": "their address",
    "role_url": "the page of this role",
}
REASON = {"reason": "the reason given, if any", "reason_line": "the reason in a sentence, if any"}
MESSAGE = frozenset({"message"})
LINK = frozenset({"accept_url"})

KINDS = [
    Kind("conferences/invitation", "Invitation to the committee", ASKED,
         secret=True, needs=LINK, markdown=MESSAGE),
    Kind("conferences/invitation-reminder", "Reminder of an invitation", ASKED,
         secret=True, needs=LINK, markdown=MESSAGE),
    Kind("conferences/invitation-expiring", "Invitation expires soon", ASKED,
         secret=True, needs=LINK, markdown=MESSAGE),
    Kind("conferences/invitation-accepted", "Thanks for accepting",
         {**ROLE, **DUTY, "affiliation": "the affiliation as printed",
          "next_step": "what to do now, in a sentence", "start_url": "where to go on"}),
    Kind("conferences/invitation-withdrawn", "Invitation withdrawn",
         {**ROLE, "reason": "the reason given, if any"}),
    Kind("conferences/role-changed", "Role changed",
         {**ROLE, **DUTY, "was": "the role before"}),
    Kind("conferences/role-ended", "Role ended", {**ROLE, "reason": "the reason given, if any"}),
    Kind("conferences/declined", "To chairs: somebody declined",
         {**TOLD, **REASON, "suggestion": "whom they suggest", "suggestion_line":
          "whom they suggest, in a sentence, if anybody"}, editable=False),
    Kind("conferences/deleted", "To chairs: a conference in preparation was deleted",
         {"deleted": "its name", "deleted_by": "who did it"}, editable=False, scoped=False),
    Kind("conferences/accepted-for-chairs", "To chairs: a chair accepted", TOLD, editable=False),
    Kind("conferences/resigned", "To chairs: somebody resigned", {**TOLD, **REASON},
         editable=False),
    Kind("conferences/expired", "To chairs: invitations expired",
         {"count": "how many", "who": "their names", "committee_url": "the committee’s table"},
         editable=False, markdown=frozenset({"who"})),
]  # fmt: skip
