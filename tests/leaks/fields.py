"""What every field holds, and who may read it. A new field fails until it has a row here."""

from django.apps import apps
from django.db import models

ANYONE = "anyone who sees the conference"
CHAIRS = "chairs of the conference"
OWNER = "whom it is about"
NAMED = "people with a role or an invitation there"
LINK = "who holds the link"
OPERATORS = "operators"
NAMING = "operators, of whoever is or may become a chair: they name them"
LETTER = "whom a letter is written to, in that letter alone"
PAPER = "whoever sees the paper"
NAMES = "whoever may know the authors of the paper"
INSIDE = "authors of the paper, and chairs who handle it"
HANDLING = "chairs who handle the paper"
CLAIM = "whom the paper names, and who has not claimed it"
ANSWER = "whom the question says"
NOBODY: set[str] = set()

FIELDS: dict[str, set[str]] = {
    # People: themselves, chairs they work with, operators.
    "people.Person.email": {OWNER, CHAIRS, OPERATORS},
    "people.Person.given_name": {OWNER, CHAIRS, OPERATORS},
    "people.Person.family_name": {OWNER, CHAIRS, OPERATORS},
    "people.Person.affiliation": {OWNER, CHAIRS, OPERATORS},
    "people.Person.home_page": {OWNER, CHAIRS, OPERATORS},
    "people.Person.expertise": {OWNER},
    "people.Person.password": NOBODY,
    "people.Publication.title": {OWNER},
    "people.Publication.authors": {OWNER},
    "people.Publication.venue": {OWNER},
    "people.Publication.abstract": {OWNER},
    "people.Connection.name": {OWNER},
    "people.Connection.affiliation": {OWNER},
    "people.Token.name": {OWNER},
    "people.Token.hint": {OWNER},
    "people.Token.digest": NOBODY,
    "account.EmailAddress.email": {OWNER, OPERATORS},
    # Conferences: their public side, and what chairs keep for themselves.
    "conferences.Conference.name": {ANYONE, NAMED, LINK},
    "conferences.Conference.title": {ANYONE, NAMED, LINK},
    "conferences.Conference.theme": {ANYONE, LINK},
    "conferences.Conference.city": {ANYONE, NAMED, LINK},
    "conferences.Conference.region": {ANYONE, NAMED, LINK},
    "conferences.Conference.venue": {ANYONE, LINK},
    "conferences.Conference.map_link": {ANYONE, LINK},
    "conferences.Conference.call_text": {ANYONE, LINK},
    "conferences.Conference.submit_text": {ANYONE, LINK},
    "conferences.Conference.contact": {ANYONE, NAMED, LINK},
    "conferences.Conference.relevance_text": {CHAIRS},
    "conferences.Conference.format_text": {CHAIRS},
    "conferences.Conference.outcome_text": {CHAIRS},
    "conferences.Conference.outreach_text": {CHAIRS},
    "conferences.Conference.expected_attendance": {CHAIRS},
    "conferences.Conference.attendance_note": {ANYONE},
    "conferences.Topic.name": {ANYONE, LINK, INSIDE},
    "conferences.Partner.name": {ANYONE, LINK},
    "conferences.Partner.link": {ANYONE, LINK},
    "conferences.Deadline.title": {ANYONE, CHAIRS, OWNER},
    "conferences.Deadline.note": {ANYONE, CHAIRS, OWNER},
    "conferences.Extension.reason": {ANYONE, CHAIRS},
    "conferences.Page.title": {ANYONE, CHAIRS},
    "conferences.Page.body": {ANYONE, CHAIRS},
    "conferences.News.title": {ANYONE},
    "conferences.News.body": {ANYONE},
    # The committee as printed, and what was written on the way.
    "conferences.Role.name": {ANYONE, CHAIRS, OWNER, LINK, NAMING},
    "conferences.Role.family_name": {ANYONE, CHAIRS, OWNER, LINK},
    "conferences.Role.title": {ANYONE, CHAIRS, OWNER, LINK},
    "conferences.Role.affiliation": {ANYONE, CHAIRS, OWNER, LINK},
    "conferences.Role.country": {ANYONE, CHAIRS, OWNER, LINK},
    "conferences.Role.email": {CHAIRS, OWNER, LINK, NAMING},
    "conferences.Role.message": {CHAIRS, OWNER, LINK},
    "conferences.Role.answer": {CHAIRS, OWNER, LINK},
    "conferences.Role.suggestion": {CHAIRS, OWNER, LINK},
    "conferences.Affiliation.institution": {ANYONE, CHAIRS, OWNER},
    "conferences.InvitationList.text": {CHAIRS},
    "conferences.InvitationList.message": {CHAIRS},
    "conferences.InvitationList.rest": {CHAIRS},
    "conferences.Subscriber.email": {CHAIRS, OWNER},
    "conferences.Subscriber.source": {CHAIRS},
    # Papers, by whom visible_to() lets near: see papers.py.
    "submissions.Category.name": {ANYONE},
    "submissions.Category.about": {ANYONE},
    "submissions.Question.label": {ANYONE},
    "submissions.Question.help": {ANYONE},
    "submissions.Paper.title": {PAPER, CLAIM},
    "submissions.Paper.abstract": {PAPER},
    "submissions.Paper.keywords": {PAPER},
    "submissions.Paper.algorithms": {PAPER},
    "submissions.Paper.releases": {PAPER},
    "submissions.Paper.data_sets": {PAPER},
    "submissions.Paper.hardware": {PAPER},
    "submissions.Paper.benchmark": {PAPER},
    "submissions.Paper.arxiv": {NAMES},
    "submissions.Paper.code_link": {NAMES},
    "submissions.Paper.data_link": {NAMES},
    "submissions.Paper.collaborators": {INSIDE},
    "submissions.Paper.withdrawn_why": {INSIDE},
    "submissions.Author.given_name": {NAMES, CLAIM},
    "submissions.Author.family_name": {NAMES, CLAIM},
    "submissions.Author.email": {NAMES},
    "submissions.Author.denied_why": {INSIDE, CLAIM},
    "submissions.AuthorAffiliation.institution": {NAMES, CLAIM},
    "submissions.Manuscript.name": {NAMES},
    "submissions.Supplement.name": {NAMES},
    "submissions.FormatReport.problem": {INSIDE},
    "submissions.Finding.measured": {INSIDE},
    "submissions.Finding.allowed": {INSIDE},
    "submissions.Finding.message": {INSIDE},
    "submissions.Waiver.reason": {INSIDE},
    "submissions.Upload.name": {INSIDE},
    "submissions.Upload.problem": {INSIDE},
    "submissions.Answer.value": {ANSWER},
    "submissions.Conflict.note": {HANDLING},
    "submissions.Conflict.evidence": {HANDLING},
    "submissions.Tag.name": {CHAIRS, OWNER},
    "submissions.Tag.about": {CHAIRS, OWNER},
    "submissions.SavedSearch.name": {OWNER},
    "submissions.SavedSearch.query": {OWNER},
    # The ledgers.
    # Of letters that belong to no conference, operators see to whom they went and why they failed.
    "mail.Letter.to": {CHAIRS, OWNER, OPERATORS},
    "mail.Letter.to_name": {CHAIRS, OWNER, OPERATORS},
    "mail.Letter.sender": {CHAIRS, OWNER},
    "mail.Letter.reply_to": {CHAIRS, OWNER},
    "mail.Letter.subject": {CHAIRS, OWNER},
    "mail.Letter.body": {CHAIRS, OWNER},
    "mail.Letter.leave_url": {OWNER},
    "mail.Letter.problem": {CHAIRS, OPERATORS},
    "mail.Mailing.audience_title": {CHAIRS},
    "mail.Mailing.subject": {CHAIRS},
    "mail.Mailing.body": {CHAIRS},
    "mail.LetterText.subject": {CHAIRS, LETTER},
    "mail.LetterText.body": {CHAIRS, LETTER},
    "mail.ReminderRule.name": {CHAIRS},
    "mail.ReminderRule.subject": {CHAIRS},
    "mail.ReminderRule.body": {CHAIRS},
    "mail.ReminderRun.title": {CHAIRS},
    "mail.StoppedAddress.email": {CHAIRS, OPERATORS},
    "mail.StoppedAddress.why": {CHAIRS, OPERATORS},
    "mail.StoppedAddress.detail": {CHAIRS, OPERATORS},
    "journal.Entry.what": {CHAIRS},
    "journal.Entry.details": {CHAIRS},
    "jobs.Job.title": {CHAIRS},
    "jobs.Job.params": NOBODY,
    "jobs.Job.message": {CHAIRS},
    "jobs.Job.result": {CHAIRS},
    "jobs.Job.problem": {CHAIRS},
    # Papers of other systems, uploaded to be made here.
    "submissions.Intake.files": {CHAIRS},
    # Text that papers share, and what their preprints say: for chairs who handle both.
    "submissions.Likeness.passages": {HANDLING},
    "submissions.Likeness.reason": {HANDLING},
    "submissions.Paper.arxiv_comment": {INSIDE},
}

# Public by their nature, or no words of anybody: names of kinds, keys, random addresses, claims.
HARMLESS = {
    "conferences.Series.title", "conferences.Series.short", "conferences.Series.scope_text",
    "conferences.OutsideEdition.title", "conferences.OutsideEdition.city",
    "conferences.OutsideEdition.event", "conferences.OutsideEdition.link",
    "conferences.OutsideEdition.format_text", "conferences.OutsideEdition.attendance_note",
    "conferences.OutsideEdition.country", "conferences.Conference.accent",
    "conferences.Deadline.scope", "conferences.Role.ref", "conferences.Affiliation.country",
    "conferences.InvitationList.ref", "conferences.InvitationList.left_out",
    "people.Person.orcid", "people.Publication.handle", "people.Connection.handle",
    "people.Token.handle", "people.Token.token_key", "people.Token.scopes",
    "mail.Mailing.scope", "mail.Mailing.about_kind", "mail.Mailing.ref", "mail.Mailing.audience",
    "mail.Letter.scope", "mail.Letter.about_kind", "mail.Letter.ref", "mail.Letter.kind",
    "mail.Letter.key", "mail.Letter.claim", "mail.Letter.message_id", "mail.LetterText.scope",
    "mail.LetterText.kind", "mail.ReminderRule.scope", "mail.ReminderRule.ref",
    "mail.ReminderRule.moment", "mail.ReminderRule.audience", "mail.ReminderRun.scope",
    "mail.ReminderRun.key", "journal.Entry.scope", "journal.Entry.about_kind",
    "journal.Entry.verb", "jobs.Job.scope", "jobs.Job.about_kind", "jobs.Job.ref",
    "jobs.Job.kind", "jobs.Job.claim", "submissions.Origin.key",
    "submissions.Likeness.ref", "submissions.Signature.sha256", "submissions.Signature.engine",
    "submissions.TiesBasis.fingerprint", "submissions.Category.free_parts",
    "submissions.Category.levels", "submissions.Category.own_policy",
    "submissions.Category.template", "submissions.Question.choices",
    "submissions.Question.condition", "submissions.SavedSearch.columns",
    "submissions.SavedSearch.sort", "submissions.Author.orcid", "submissions.Finding.box",
    "submissions.Finding.rule", "submissions.Waiver.rule", "submissions.FormatReport.claim",
    "submissions.FormatReport.judged_by", "submissions.FormatReport.outline",
    "submissions.Manuscript.kind", "submissions.Manuscript.sha256", "submissions.Measured.engine",
    "submissions.Measured.sha256", "submissions.PaperWord.word", "submissions.Piece.place",
    "submissions.Supplement.kind", "submissions.Supplement.sha256", "submissions.Upload.ref",
    "submissions.Upload.sha256",
}  # fmt: skip

OURS = ("conferences", "people", "mail", "journal", "jobs", "web", "submissions", "reviews",
        "program")  # fmt: skip
WORDS = (models.CharField, models.TextField, models.JSONField)


def said(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that hold somebody's words."""
    return [
        found
        for found in model._meta.concrete_fields
        if isinstance(found, WORDS)
        and not found.choices
        and not isinstance(found, models.SlugField)
    ]


def name_of(model: type[models.Model], found: models.Field) -> str:
    return f"{model._meta.label}.{found.name}"


def undeclared() -> list[str]:
    """Fields that nobody has said who may read."""
    names = [
        name_of(model, found)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for found in said(model)
    ]
    return sorted(set(names) - set(FIELDS) - HARMLESS)
