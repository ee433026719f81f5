import pytest

from hearten import ports
from hearten.config import doctor
from hearten.ports.isolation import Isolation, Wall
from hearten.ports.transcoder import Unsafe
from tests.world.people import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(settings, tmp_path, monkeypatch):
    """An installation with nothing wrong, so that each test can break one thing."""
    folder = tmp_path / "media"
    folder.mkdir(mode=0o700)
    settings.MEDIA_ROOT, settings.DEBUG = folder, False
    settings.SECRET_KEY = "kQ3v9-x7mT2pLw8zRbN4cYd6HsJf1gAeUo5iXnVqKtMyBhEaPuDr"
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"mail_url": "smtp://localhost", "sandbox": "bubblewrap"})
    monkeypatch.setattr(doctor, "isolation", lambda best: Isolation(Wall.bubblewrap, ""))
    return settings


def complaints() -> str:
    """The tests speak to the database as its owner, who is a superuser: that complaint is a test of its own."""
    return " ".join(c.what for c in doctor.examine() if c.refuses and "superuser" not in c.what)


def test_a_sound_installation_may_start(sound):
    assert complaints() == ""


def test_a_process_that_is_the_databases_superuser_is_refused(sound):
    assert any("superuser" in c.what for c in doctor.examine())


def test_showing_errors_to_readers_is_refused(sound):
    sound.DEBUG = True
    assert "HEARTEN_DEBUG" in complaints()


@pytest.mark.parametrize("key", ["short", "a" * 80, "unset: hearten doctor refuses to start with this key"])
def test_a_weak_key_is_refused(sound, key):
    sound.SECRET_KEY = key
    assert "HEARTEN_SECRET_KEY" in complaints()


def test_strangers_videos_without_a_sandbox_are_refused(sound, monkeypatch):
    monkeypatch.setattr(doctor, "isolation", lambda best: Isolation(Wall.limits, "not installed"))
    assert "bubblewrap" in complaints()


def test_a_folder_of_private_videos_that_everyone_may_read_is_refused(sound):
    sound.MEDIA_ROOT.chmod(0o755)
    assert "private videos" in complaints()


def test_demo_people_never_meet_real_readers(sound):
    mei = someone("Mei")
    mei.is_demo = True
    mei.save(update_fields=["is_demo"])
    assert "demo accounts" in complaints()


def test_every_complaint_says_how_to_mend_it(sound):
    sound.DEBUG, sound.SECRET_KEY = True, "short"
    sound.MEDIA_ROOT.chmod(0o755)
    assert all(c.mend for c in doctor.examine())


def test_an_attack_that_is_not_stopped_fails_the_examination(sound, monkeypatch, capsys):
    class Open:
        def self_test(self) -> None:
            raise Unsafe("playlist")

    monkeypatch.setattr(ports.now, "transcoder", Open())
    assert doctor.run() == 1
    assert "known attack" in capsys.readouterr().out
