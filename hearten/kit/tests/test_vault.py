import hashlib
import io
import stat
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from hearten.kit.vault import Busy, Vault, WrongOffset


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "media")


def arrive(vault, name, content, offset=0):
    return vault.take(name, offset, io.BytesIO(content), most=10_000)


def test_a_file_that_comes_in_pieces_is_the_file_that_was_sent(vault):
    name = uuid.uuid4()
    assert arrive(vault, name, b"first ") == 6
    assert arrive(vault, name, b"second", offset=6) == 12
    kept = vault.keep_arrived(name, "originals")
    assert kept.path.read_bytes() == b"first second"
    assert kept.sha256 == hashlib.sha256(b"first second").hexdigest()


def test_a_piece_sent_twice_is_refused_with_how_much_is_here(vault):
    name = uuid.uuid4()
    arrive(vault, name, b"first ")
    with pytest.raises(WrongOffset) as refused:
        arrive(vault, name, b"first ")
    assert refused.value.have == 6


def test_no_more_is_taken_than_was_announced(vault):
    name = uuid.uuid4()
    assert vault.take(name, 0, io.BytesIO(b"x" * 100), most=10) == 10


def test_two_senders_of_one_file_do_not_mix(vault):
    name = uuid.uuid4()
    with vault._writing(name), pytest.raises(Busy):
        arrive(vault, name, b"second sender")


def test_what_arrived_stays_until_it_is_forgotten(vault):
    name = uuid.uuid4()
    arrive(vault, name, b"film")
    first = vault.keep_arrived(name, "originals")
    assert vault.keep_arrived(name, "originals") == first
    vault.forget(name)
    assert vault.arrived(name) == 0
    assert first.path.exists()


def test_a_file_stands_under_its_name_only_when_it_is_whole(vault, tmp_path):
    content = bytes(range(256)) * (1 << 17)
    place = vault.path_of("files", hashlib.sha256(content).hexdigest())
    (tmp_path / "made").write_bytes(content)
    seen = set()
    with ThreadPoolExecutor(1) as worker:
        kept = worker.submit(vault.keep, tmp_path / "made", "files")
        while not kept.done():
            if place.exists():
                seen.add(place.stat().st_size)
    assert seen <= {len(content)} and place.read_bytes() == content


def test_nobody_else_on_the_machine_can_look_into_the_vault(vault):
    name = uuid.uuid4()
    arrive(vault, name, b"film")
    kept = vault.keep_arrived(name, "originals")
    folders = [vault.root, *[p for p in vault.root.rglob("*") if p.is_dir()]]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/..", ""])
def test_only_a_digest_is_a_path(vault, name):
    with pytest.raises(ValueError, match="SHA-256"):
        vault.path_of("originals", name)


def test_a_workspace_left_by_a_killed_worker_is_cleared(vault):
    (vault.workspace("one") / "half").write_text("made")
    assert list(vault.workspace("one").iterdir()) == []
