"""Every address of the site, and who may open it. A new one fails the tests until it is listed."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ANYONE = "anyone"  # also without signing in; each shows what visible_to() gives
LINK = "who holds a link that we signed"
DEMO = "anyone, and only while demo mode is on"
TOKEN = "programs that hold a token of the site itself"
SIGNED_IN = "whoever is signed in"  # what they see there is theirs
HOLDER = "who has a role in the conference"
INSIDERS = "authors of the paper, and chairs who handle it"
READERS = "whoever may see the paper"
COMMITTEE = "who serves in the committee"
CHAIR = "who runs the conference"  # for everybody else it does not exist
SERIES = "operators, and who runs an edition of the series"
OPERATOR = "operators of the site"

LISTED = {
    ANYONE: """
        home web:look web:csp-report web:alive web:ready
        account_login account_request_login_code account_confirm_login_code account_logout
        account_inactive account_signup account_signup_by_passkey account_email_verification_sent
        account_reset_password account_confirm_password_reset_code account_complete_password_reset
        account_password_reset_completed mfa_authenticate mfa_login_webauthn mfa_signup_webauthn
        socialaccount_signup socialaccount_login_cancelled socialaccount_login_error
        orcid_login orcid_callback openid_connect_login openid_connect_callback people:closed
        conferences:robots conferences:sitemap conferences:privacy conferences:accessibility
        conferences:series conferences:subscribe conferences:asked
        conferences:home conferences:dates conferences:committee conferences:news conferences:page
        conferences:look conferences:card conferences:logo conferences:partner-logo
        conferences:calendar conferences:feed
        api-schema api-docs api/ api-series-list api-series api-conferences api-conference
        api-deadlines api-deadline api-committee api-news api-categories api-questions
    """,
    LINK: """
        people:first-operator conferences:own-calendar conferences:join conferences:leave
        conferences:invitation conferences:invitation-accept conferences:invitation-decline
        submissions:named submissions:named-claim submissions:named-deny submissions:named-undo
    """,
    DEMO: "demo demo-sign-in mailbox mailbox-of mailbox-letter",
    TOKEN: "web:figures mail-webhook",
    SIGNED_IN: """
        account_reauthenticate account_reauthenticate_by_code account_email account_change_password
        account_set_password
        mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes
        mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn
        mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn socialaccount_connections
        people:profile people:expertise people:preview people:keep people:remove-all
        people:remove-publication people:add-names people:connection people:remove-connection
        submissions:papers submissions:papers-complete submissions:papers-csv submissions:papers-zip
        submissions:papers-json submissions:search-save submissions:search-remove
        people:tokens people:revoke-token people:data people:export people:close people:merge
        people:merge-code people:merge-confirm people:merge-do
        submissions:start
        conferences:dashboard submissions:mine api-role-accept api-role-decline api-me api-tokens api-token api-my-roles
        api-papers api-my-papers api-named api-named-claim api-named-deny api-named-undo
        api-searches
    """,
    HOLDER: """
        conferences:my-role conferences:role-resign
        conferences:tick conferences:untick
    """,
    INSIDERS: """
        submissions:journal submissions:submit submissions:receipt submissions:withdraw
        submissions:revive submissions:longer submissions:longer-end submissions:contacts
        submissions:contact-remove submissions:contact-accept
        submissions:manuscript submissions:manuscript-one submissions:manuscript-references
        submissions:manuscript-page submissions:manuscript-picture submissions:supplements
        submissions:manuscript-check
        submissions:supplement-answer submissions:supplement-remove
        api-report api-manuscript-references api-supplement api-uploads api-upload
        api-paper-submit api-paper-withdraw api-paper-revive api-paper-receipt api-contacts
        api-contact-remove api-paper-conflicts api-paper-journal api-paper-longer
        submissions:conflicts
        submissions:fields submissions:authors
    """,
    READERS: """
        submissions:paper
        submissions:manuscript-file submissions:supplement submissions:supplement-file
        api-manuscripts api-manuscript api-manuscript-file api-supplements api-supplement-file
        api-paper api-authors api-own-conflict api-own-conflict-answer
        submissions:conflict-declare submissions:conflict-drop submissions:conflict-answer
    """,
    COMMITTEE: """
        submissions:my-conflicts submissions:tags submissions:tag submissions:tag-remove
        submissions:papers-tag api-own-conflicts api-tags api-tag api-tag-papers
        api-tag-papers-remove
    """,
    CHAIR: """
        submissions:settings-papers submissions:settings-questions submissions:question-new
        submissions:question submissions:question-shift submissions:question-retire
        submissions:question-ask
        submissions:intakes submissions:intake submissions:intake-confirm submissions:intake-discard
        submissions:conflicts-found submissions:conflicts-decide submissions:conflict-matrix
        submissions:conflict-pair submissions:conflicts-export submissions:conflicts-import
        submissions:categories submissions:category-new submissions:judge-again submissions:category
        submissions:category-rules submissions:category-sample submissions:category-remove
        submissions:category-shift submissions:format-desk submissions:format-export
        submissions:papers-move submissions:papers-letter submissions:papers-pictures
        submissions:format-ask submissions:waivers submissions:waive submissions:waiver-end
        submissions:duplicates submissions:duplicates-dismissed submissions:duplicate
        submissions:duplicate-restore submissions:preprints
        mail:letters mail:mailings mail:mailing-new mail:mailing-look mail:mailing mail:mailing-edit
        mail:mailing-messages mail:mailing-copy mail:mailing-discard mail:mailing-deed
        mail:reminders mail:reminder-new mail:reminder-coming mail:reminder mail:reminder-turn
        mail:reminder-remove mail:texts mail:text mail:text-restore mail:stopped mail:stopped-lift
        mail:letter mail:letter-deed mail:letters-failed journal:journal journal:table
        jobs:jobs jobs:job jobs:cancel jobs:retry
        conferences:dates-edit conferences:date-new conferences:milestone-new
        conferences:dates-confirm conferences:date conferences:date-move conferences:date-remove
        conferences:settings conferences:settings-basics conferences:settings-call
        conferences:settings-review conferences:settings-look conferences:settings-contact
        conferences:settings-proposal conferences:settings-security conferences:settings-state
        conferences:settings-address conferences:settings-delete
        conferences:settings-move conferences:settings-preview conferences:settings-topics
        conferences:topic conferences:topic-shift conferences:topic-remove
        conferences:settings-partners conferences:partner conferences:partner-shift
        conferences:partner-remove conferences:settings-pages conferences:page-new
        conferences:page-edit conferences:page-shift conferences:page-remove
        conferences:settings-news conferences:notice conferences:notice-remove
        conferences:proposal conferences:proposal-download conferences:roles
        conferences:roles-export conferences:role-record conferences:roles-several conferences:role
        conferences:role-kind conferences:role-remind conferences:role-resend
        conferences:role-withdraw conferences:role-end conferences:role-suggestion
        conferences:invite conferences:invitation-list conferences:invitation-list-change
        conferences:invitation-list-confirm conferences:invitation-list-resume
        conferences:invitation-list-again conferences:invitation-list-discard
        conferences:publicity conferences:advertise api-roles api-deadline-move
        api-conflicts api-conflict
    """,
    SERIES: """
        conferences:series-edit conferences:edition-new conferences:outside-new conferences:outside
        conferences:outside-remove
    """,
    OPERATOR: """
        people:operators people:end-operator conferences:operator conferences:operator-people
        conferences:operator-letters
        conferences:series-new conferences:operator-conference conferences:operator-archive
    """,
}
ACCESS = {name: who for who, names in LISTED.items() for name in names.split()}


def _walk(patterns: list, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inside, here)
        elif isinstance(pattern, URLPattern):
            yield space + (pattern.name or here), here


def parts(path: str) -> dict[str, str]:
    """What an address takes: the name of each part, and its kind."""
    found = re.findall(r"<(?:(\w+):)?(\w+)>", path)
    return {name: kind or "str" for kind, name in found}


def every() -> dict[str, dict[str, str]]:
    """The name of each address, and what it takes."""
    return {name: parts(path) for name, path in _walk(get_resolver().url_patterns)}
