"""Two co-authors who save at the same moment."""

import pytest
from django.test import Client
from django.urls import reverse

from submissions.models.authors import Author
from submissions.models.papers import Paper
from tests.conftest import wrote
from tests.dls.conferences.test_two_at_once import at_once
from tests.submissions.writing.test_authors import filled, mine, row
from tests.submissions.writing.test_fields import JSON, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper(transactional_db, make_paper, make_person):
    made = make_paper("draft")
    wrote(made, make_person("second"))
    return made


def pages(paper, name):
    """Both authors, signed in, and the page."""
    both = []
    for entry in paper.authors.all():
        client = Client()
        client.force_login(entry.person)
        both.append(client)
    return both, reverse(f"submissions:{name}", args=[paper.conference.slug, paper.number])


def test_one_of_two_who_write_the_same_field_at_once_is_asked(paper):
    both, page = pages(paper, "fields")
    texts = ["One wrote this.", "Two wrote that."]
    sent = [opened(client, page, abstract=text) for client, text in zip(both, texts, strict=True)]
    told = {}

    def save(place):
        told[place] = both[place].post(page, sent[place], headers=JSON).json()

    at_once(lambda: save(0), lambda: save(1))
    kept = texts.index(Paper.objects.get().abstract)
    assert told[kept]["theirs"] == {}
    assert told[1 - kept]["theirs"]["abstract"]["words"] == texts[kept]


def test_two_who_add_an_author_at_once_both_keep_theirs(paper):
    both, page = pages(paper, "authors")
    second = paper.authors.get(position=2)
    known = [mine(paper), row(str(second.pk), family_name="Second", email=second.email)]
    sent = [filled(paper, *known, row("new-1", family_name=f"Added {number}")) for number in (1, 2)]
    at_once(*(lambda place=place: both[place].post(page, sent[place]) for place in (0, 1)))
    found = {one.family_name for one in Author.objects.filter(paper=paper)}
    assert found == {"Author", "Second", "Added 1", "Added 2"}
