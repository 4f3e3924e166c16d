"""What letters know about a person."""

from typing import TYPE_CHECKING, Any

from dls.mail.models import Letter

if TYPE_CHECKING:
    from dls.people.models import Person


def letters_of(person: "Person") -> list[dict[str, Any]]:
    """Every letter to this person, as plain values; codes and sign-in links left out."""
    return [
        {
            "subject": letter.subject,
            "to": letter.to,
            "text": letter.body,
            "state": letter.state,
            "written_at": letter.written_at,
            "sent_at": letter.sent_at,
        }
        for letter in Letter.objects.filter(person=person, is_secret=False).order_by("pk")
    ]
