"""From a letter to an email: headers, a text part and an HTML part from one Markdown source."""

import re
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dls.mail.models import Letter
from dls.web import markdown
from dls.web.lines import one_line

LINK = re.compile(r"(?<!\\)\[([^\]\n]+)\]\(<?(https?://[^\s)>]+|mailto:[^\s)>]+)>?\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
BARE = re.compile(r"(?<![\w<(\[/=\"'])https?://[^\s<>\[\]()]+[^\s<>\[\]().,;:!?]")
LINE_END = re.compile(r"(?<=[^\n ])\n(?=[^\n])")
ESCAPED = re.compile(r"\\([\\`*_\[\]<])")
STRONG = re.compile(r"(?<![\\*])\*\*([^*\n]+)\*\*")

# Mail programs take no style sheets; this is all the look a letter has.
FRAME = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>{subject}</title></head>'
    '<body style="margin:0;padding:1.5em;font:16px/1.5 -apple-system,Segoe UI,Roboto,Arial,'
    'sans-serif;"><div style="max-width:36em;">{body}'
    '<p style="margin-top:2em;padding-top:.75em;border-top:1px solid #999;font-size:13px;">'
    "{foot}</p></div></body></html>"
)


def message(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The email this letter is; the same letter always has the same Message-ID."""
    made = EmailMultiAlternatives(
        subject=letter.subject,
        body=text_part(letter),
        from_email=sender(letter.sender),
        to=[formataddr((letter.to_name, letter.to))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers(letter),
        connection=connection,
    )
    made.attach_alternative(html_part(letter), "text/html")
    return made


def headers(letter: Letter) -> dict[str, str]:
    found = {
        "Message-ID": message_id(letter.ref),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if letter.leave_url:
        found["List-Unsubscribe"] = f"<{absolute(letter.leave_url)}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def message_id(ref: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{ref}@{domain or 'localhost'}>"


def sender(name: str) -> str:
    """Our address, under the conference's name."""
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((one_line(name) or own_name, address))


def absolute(url: str) -> str:
    return settings.SITE_URL + url if url.startswith("/") else url


def text_part(letter: Letter) -> str:
    lines = [plain(letter.body).strip(), "", "-- ", *foot(letter), ""]
    return "\n".join(lines)


def foot(letter: Letter) -> list[str]:
    """Who writes, where answers go, how to leave."""
    leave = [f"Leave this list: {absolute(letter.leave_url)}"] if letter.leave_url else []
    return signature(letter) + leave


def signature(letter: Letter) -> list[str]:
    """Who writes and where answers go: the part of the foot that is no secret."""
    site = f"{settings.SITE_NAME}, {settings.SITE_URL}"
    lines = [f"{letter.sender}, sent by {site}" if letter.sender else f"Sent by {site}"]
    if letter.reply_to:
        lines.append(f"Answers go to {letter.reply_to}")
    return lines


def plain(body: str) -> str:
    """Markdown as one would type it in a plain letter: links spelt out, no escapes."""
    told = LINK.sub(lambda found: _spelt(found[1], found[2]), body)
    told = STRONG.sub(r"\1", told)
    told = AUTOLINK.sub(lambda found: found[1].removeprefix("mailto:"), told)
    return ESCAPED.sub(r"\1", told)


def _spelt(label: str, url: str) -> str:
    url = url.removeprefix("mailto:")
    return url if label.strip() in {url, ""} else f"{label}: {url}"


def html_part(letter: Letter) -> str:
    foot_lines = "<br>".join(_linked(line) for line in foot(letter))
    return FRAME.format(subject=escape(letter.subject), body=html(letter.body), foot=foot_lines)


def html(body: str) -> SafeString:
    """The body as clean HTML: addresses in it made links, lines ending where they were ended."""
    linked = BARE.sub(lambda found: f"<{found[0]}>", body)
    return markdown.to_html(LINE_END.sub("  \n", linked))


def _linked(line: str) -> SafeString:
    """One line with its address made a link."""
    made = re.sub(r"(https?://\S+)", r'<a href="\1">\1</a>', escape(line))
    return mark_safe(made)  # noqa: S308 -- escaped just before, quotes included
