"""The command line of likeness."""

from submissions.likeness.__main__ import main
from tests.submissions.likeness.test_comparing import PLAIN, REWORDED


def test_it_says_how_much_two_texts_share(tmp_path, capsys):
    one, other, third = (tmp_path / name for name in ("one.txt", "other.txt", "third.txt"))
    one.write_text(PLAIN)
    other.write_text(REWORDED)
    third.write_text("Nothing of this kind is said anywhere in these few words at all.")
    assert main([str(one), str(third)]) == 0
    assert "0 %" in capsys.readouterr().out
    assert main([str(one), str(other), "--passages"]) == 1
    said = capsys.readouterr().out
    assert "remarkable" in said
    assert "every gradient in half precision" in said
