"""Papers are signed and compared once they are handed in and checked; chairs judge what is found."""

import pytest

from dls.journal.models import Entry
from dls.web import clock
from dls.web.verdicts import Refused
from submissions import texts
from submissions.actions import conflicts, likeness
from submissions.actions.conflicts import Ruling
from submissions.models.likeness import Likeness, Mark, Signature
from submissions.models.papers import Paper
from submissions.models.reports import FormatReport
from submissions.tasks import find_likenesses


def pairs():
    return [(one.one.title, one.other.title) for one in Likeness.objects.ranked()]


def test_a_reworded_copy_is_found_with_its_passages(two):
    find_likenesses()
    found = Likeness.objects.get()
    assert (found.one, found.other) == two
    assert found.share > 0.8
    assert found.passages[0]["one"].split()[:3] == found.passages[0]["other"].split()[:3]
    assert {passage["page_of_one"] for passage in found.passages} == {1, 2}
    assert {passage["page_of_other"] for passage in found.passages} == {1}


def test_papers_that_share_nothing_are_no_pair(make_paper, says, writer):
    for number in (1, 2):
        says(make_paper(number=number), writer.paper(f"own {number}", 20 + number).text)
    find_likenesses()
    assert not Likeness.objects.exists()
    assert Signature.objects.filter(compared_at__isnull=False).count() == 2


def test_references_and_running_heads_do_not_count(make_paper, says, writer, original):
    for number in (1, 2):
        says(
            make_paper(number=number),
            writer.paper(f"refs {number}", 30 + number).text,
            references=" ".join(original),
        )
    find_likenesses()
    assert not Likeness.objects.exists()


def test_the_same_file_is_a_pair_even_if_nobody_can_read_it(make_paper, says):
    for number in (1, 2):
        says(make_paper(number=number), raw=b"unreadable")
    find_likenesses()
    assert Likeness.objects.get().is_same_file
    assert Likeness.objects.get().share == 1


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_papers_that_are_not_handed_in_are_not_compared(status, make_paper, says, original):
    says(make_paper(), *original)
    says(make_paper(status, number=2), *original)
    find_likenesses()
    assert Signature.objects.count() == 1
    assert not Likeness.objects.exists()


def test_manuscripts_wait_until_they_are_checked(make_paper, says, original):
    made = says(make_paper(), *original, state=FormatReport.State.WAITING)
    find_likenesses()
    assert not Signature.objects.exists()
    FormatReport.objects.filter(manuscript=made).update(state=FormatReport.State.DONE)
    find_likenesses()
    assert Signature.objects.get().sha256 == made.sha256


def test_nothing_is_done_twice(two, monkeypatch):
    find_likenesses()
    monkeypatch.setattr(texts, "of", None)
    find_likenesses()
    assert Entry.objects.filter(about_kind="likeness").count() == 1


def test_a_new_manuscript_is_signed_and_compared_again(two, says, writer):
    find_likenesses()
    says(two[1], writer.paper("something else", 77).text)
    find_likenesses()
    assert not Likeness.objects.exists()
    assert Signature.objects.count() == 2
    assert Mark.objects.filter(signature__paper=two[1]).count() == two[1].signature.marked


def test_whoever_is_signed_while_another_is_compared_is_not_missed(two):
    first = two[0]
    likeness._sign(Paper(pk=first.pk))
    likeness._compare(first.signature)
    assert not Likeness.objects.exists()
    find_likenesses()
    assert len(pairs()) == 1


def test_papers_of_other_series_are_left_alone(two, make_conference, series):
    other = make_conference("elsewhere")
    other.series = type(series).objects.create(slug="other", title="Other", short="Other")
    other.save()
    Paper.objects.filter(pk=two[1].pk).update(conference=other)
    find_likenesses()
    assert not Likeness.objects.exists()


def test_when_its_turn_is_over_the_rest_waits(two, monkeypatch):
    woken = []
    monkeypatch.setattr(likeness, "TURN", -1.0)
    monkeypatch.setattr(likeness, "wake", woken.append)
    find_likenesses()
    assert woken == [likeness.FIND]
    assert not Signature.objects.exists()


def test_a_chair_dismisses_a_pair_and_puts_it_back(two, chair):
    find_likenesses()
    likeness.dismiss(Likeness.objects.get(), "the journal version", by=chair)
    found = Likeness.objects.get()
    assert (found.reason, found.dismissed_by, found.is_dismissed) == (
        "the journal version", chair, True,
    )  # fmt: skip
    likeness.restore(found, by=chair)
    assert not Likeness.objects.get().is_dismissed
    verbs = list(Entry.objects.filter(about_kind="likeness").values_list("verb", flat=True))
    assert set(verbs) == {
        "found shared text in", "dismissed shared text in", "put back shared text in",
    }  # fmt: skip


def test_a_dismissed_pair_needs_a_reason_and_is_dismissed_once(two, chair):
    find_likenesses()
    with pytest.raises(Refused, match="in a few words"):
        likeness.dismiss(Likeness.objects.get(), " ", by=chair)
    with pytest.raises(Refused, match="on the list already"):
        likeness.restore(Likeness.objects.get(), by=chair)
    likeness.dismiss(Likeness.objects.get(), "asked", by=chair)
    with pytest.raises(Refused, match="already"):
        likeness.dismiss(Likeness.objects.get(), "asked again", by=chair)
    assert Likeness.objects.get().reason == "asked"


def test_a_dismissed_pair_comes_back_only_with_more_in_common(two, says, chair, original, writer):
    second = two[1]
    find_likenesses()
    Likeness.objects.update(dismissed_at=clock.now(), reason="small", dismissed_share=0.95)
    says(second, ". ".join(writer.altered(one, 0.1) for one in " ".join(original).split(". ")))
    find_likenesses()
    assert Likeness.objects.get().is_dismissed
    Likeness.objects.update(dismissed_share=0.4)
    says(second, *original[::-1])
    find_likenesses()
    assert not Likeness.objects.get().is_dismissed


def test_strangers_members_and_authors_judge_nothing(two, stranger, member, author):
    find_likenesses()
    for who in (stranger, member, author):
        with pytest.raises(Refused, match="no conflict with either"):
            likeness.dismiss(Likeness.objects.get(), "mine", by=who)
    assert not Likeness.objects.get().is_dismissed


def test_a_chair_with_a_conflict_sees_no_pair_with_that_paper(two, chair, second_chair):
    find_likenesses()
    conflicts.rule(two[0], second_chair, Ruling(holds=True), by=chair)
    assert Likeness.objects.visible_to(chair).exists()
    assert not Likeness.objects.visible_to(second_chair).exists()
    seen = Entry.objects.filter(about_kind="likeness")
    assert seen.visible_to(chair).exists()
    assert not seen.visible_to(second_chair).exists()
    with pytest.raises(Refused):
        likeness.dismiss(Likeness.objects.get(), "mine", by=second_chair)


def test_an_earlier_edition_counts_for_those_who_chair_both(
    two, make_conference, chair, other_chair
):
    earlier = type(two[0].conference).objects.get(slug="elsewhere")
    Paper.objects.filter(pk=two[1].pk).update(conference=earlier)
    find_likenesses()
    assert Likeness.objects.count() == 1
    assert not Likeness.objects.visible_to(chair).exists()
    earlier.roles.update(person=chair)
    assert Likeness.objects.visible_to(chair).exists()
