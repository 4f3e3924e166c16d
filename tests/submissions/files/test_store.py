"""Files by what they contain, on a disk and in a bucket."""

import hashlib
import os
import time

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from hypothesis import given
from hypothesis import strategies as st

from submissions import derived, sniffing, store
from submissions.actions import sweeping


class Bucket:
    """A storage that knows no paths."""

    def __init__(self) -> None:
        inner = InMemoryStorage()
        self.save, self.open, self.delete = inner.save, inner.open, inner.delete
        self.exists, self.listdir = inner.exists, inner.listdir

    def path(self, name):
        raise NotImplementedError


@pytest.fixture(params=["disk", "bucket"])
def storage(request, monkeypatch, tmp_path):
    made = FileSystemStorage(tmp_path / "files") if request.param == "disk" else Bucket()
    monkeypatch.setattr(store, "default_storage", made)
    return made


def everything(storage, folder="") -> list[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return []
    inner = [one for name in folders for one in everything(storage, os.path.join(folder, name))]
    own = (os.path.join(folder, name) for name in files if not name.endswith(".lock"))
    return [*inner, *own]


def test_what_is_put_is_found_under_its_hash(storage):
    kept = store.put([b"one ", b"two"])
    assert kept == store.Kept(hashlib.sha256(b"one two").hexdigest(), 7, b"one two")
    with store.opened(kept.sha256) as file:
        assert file.read() == b"one two"
    with store.on_disk(kept.sha256) as path:
        assert path.read_bytes() == b"one two"
    assert everything(storage) == [store.name_of(kept.sha256)]


def test_the_same_content_is_kept_once(storage):
    first = store.put([b"same"])
    assert store.put([b"sa", b"me"]) == first
    assert len(everything(storage)) == 1


def test_what_is_too_long_or_breaks_off_leaves_nothing(storage):
    with pytest.raises(store.TooLong):
        store.put([b"12345", b"67890"], most=9)

    def breaking():
        yield b"begun"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(breaking())
    assert everything(storage) == []


def test_what_has_a_name_is_never_overwritten(storage):
    store.keep("derived/1/x.png", b"first")
    store.keep("derived/1/x.png", b"second")
    assert store.read("derived/1/x.png") == b"first"


def test_a_folder_is_forgotten_with_what_is_in_it(storage):
    store.lay("pieces/ref/0-a", [b"a"], 9)
    store.lay("pieces/ref/1-b", [b"b"], 9)
    store.lay("pieces/other/0-a", [b"c"], 9)
    store.forget_folder("pieces/ref")
    store.forget_folder("pieces/ref")
    assert everything(storage) == ["pieces/other/0-a"]


def test_a_file_that_is_gone_is_our_fault_and_not_its_senders(storage):
    kept = store.put([b"gone"])
    store.forget(store.name_of(kept.sha256))
    with pytest.raises(FileNotFoundError), store.on_disk(kept.sha256):
        pass


def test_files_are_read_by_us_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "default_storage", FileSystemStorage(tmp_path / "files"))
    kept = store.put([b"mine"])
    place = tmp_path / "files" / store.name_of(kept.sha256)
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


@given(st.text(max_size=400))
def test_a_clean_name_is_one_short_line_without_folders(name):
    clean = sniffing.clean_name(name)
    assert 0 < len(clean) <= sniffing.LONGEST
    assert not set(clean) & set('/\\<>:"|?*\n\r\0\u202e')
    assert clean == sniffing.clean_name(clean)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\demo\\paper v2.pdf", "paper v2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("fdp.\u202e repap.pdf", "fdp. repap.pdf"),
        ("..", "file"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_names_lose_what_could_mislead_or_harm(name, clean):
    assert sniffing.clean_name(name) == clean


def aged(sha256, days=30):
    place = store._path(store.name_of(sha256))
    then = time.time() - days * 86_400
    os.utime(place, (then, then))


@pytest.mark.django_db
def test_what_no_row_names_is_swept_after_weeks_and_nothing_else(make_paper, send, a_pdf):
    named = send(make_paper("draft"), a_pdf).sha256
    old, fresh = store.put([b"old"]).sha256, store.put([b"fresh"]).sha256
    store.keep(derived._place(old, "1.png"), b"picture")
    aged(named)
    aged(old)
    assert sweeping.sweep() == 1
    assert [store.exists(store.name_of(one)) for one in (named, old, fresh)] == [True, False, True]
    assert not store.exists(derived._place(old, "1.png"))


@pytest.mark.django_db
def test_what_is_put_again_counts_as_new(settings):
    sha256 = store.put([b"again"]).sha256
    aged(sha256)
    store.put([b"again"])
    assert sweeping.sweep() == 0
