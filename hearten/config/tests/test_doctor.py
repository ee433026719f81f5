import pytest

from hearten import ports
from hearten.config.doctor import examination, place
from hearten.config.doctor.complaint import Complaint, Part
from hearten.config.tests.conftest import become, told
from hearten.ports.isolation import Isolation, Wall
from hearten.ports.onscreen import NoOnScreen
from hearten.ports.transcoder import Unsafe
from tests.world.people import someone

pytestmark = pytest.mark.django_db
ELSEWHERE = "0.0.0.0"


def grave(part: Part = Part.serve, listens: str = "127.0.0.1") -> list[Complaint]:
    return [one for one in examination.examine(part, listens) if one.refuses]


def complaints(part: Part = Part.serve, listens: str = "127.0.0.1") -> str:
    return " ".join(one.what for one in grave(part, listens))


@pytest.mark.parametrize("part", list(Part))
def test_a_sound_installation_may_start(sound, part):
    become(part.role)
    assert complaints(part, ELSEWHERE) == ""


def test_showing_errors_to_readers_is_refused(sound):
    sound.DEBUG = True
    assert "HEARTEN_DEBUG" in complaints()


@pytest.mark.parametrize("key", ["short", "a" * 80, "unset: hearten doctor refuses to start with this key"])
def test_a_weak_key_is_refused(sound, key):
    sound.SECRET_KEY = key
    assert "HEARTEN_SECRET_KEY" in complaints()


def test_a_site_that_relies_on_models_it_does_not_have_is_told_why_every_post_is_held(sound, monkeypatch):
    become(Part.work.role)
    monkeypatch.setattr(ports.now, "onscreen", NoOnScreen())
    for checks, told_so in (("screen,adult", True), ("none", False)):
        told(sound, checks=checks)
        found = [one for one in examination.examine(Part.work) if "cannot run here" in one.what]
        assert [one.refuses for one in found] == ([False] if told_so else [])


@pytest.mark.parametrize("part", [Part.serve, Part.edge])
def test_readers_are_never_answered_where_others_can_listen_in(sound, part):
    become(part.role)
    told(sound, https=False)
    assert "HEARTEN_HTTPS" in complaints(part)
    assert grave(part)[0].mend


@pytest.mark.parametrize(
    ("hosts", "listens", "allowed"),
    [
        (["localhost", "127.0.0.1", "[::1]"], "127.0.0.1", True),
        (["localhost"], "::1", True),
        (["localhost"], ELSEWHERE, False),
        (["localhost", "channel.example.org"], "127.0.0.1", False),
        (["localhost.example.org"], "127.0.0.1", False),
    ],
)
def test_without_https_it_can_be_tried_on_one_machine_alone(sound, hosts, listens, allowed):
    told(sound, https=False)
    sound.ALLOWED_HOSTS = hosts
    assert ("HEARTEN_HTTPS" not in complaints(listens=listens)) is allowed


@pytest.mark.parametrize("hosts", [["*"], ["channel.example.org", "*"]])
def test_answering_to_any_name_is_refused(sound, hosts):
    sound.ALLOWED_HOSTS = hosts
    assert "HEARTEN_HOSTS" in complaints()


@pytest.mark.parametrize("proxies", ["*", "10.0.0.1, *", "0.0.0.0/0"])
def test_believing_everyone_who_says_they_are_a_proxy_is_refused(sound, proxies):
    told(sound, proxies=proxies)
    assert "HEARTEN_PROXIES" in complaints()


def test_a_demo_needs_no_https_and_may_be_looked_at_from_another_machine(sound):
    told(sound, demo=True, https=False, edge_database_url="")
    sound.ALLOWED_HOSTS = ["*"]
    assert complaints(listens=ELSEWHERE) == ""


def test_strangers_videos_without_a_sandbox_are_refused(sound, monkeypatch):
    become("hearten_worker")
    monkeypatch.setattr(place, "isolation", lambda best: Isolation(Wall.limits, "not installed"))
    assert "bubblewrap" in complaints(Part.work)


def test_a_folder_of_private_videos_that_everyone_may_read_is_refused(sound):
    sound.MEDIA_ROOT.chmod(0o755)
    assert "private videos" in complaints()


def test_demo_people_never_meet_real_readers(sound):
    mei = someone("Mei")
    mei.is_demo = True
    mei.save(update_fields=["is_demo"])
    assert "demo accounts" in complaints()


def test_a_machine_with_nothing_but_the_edge_needs_only_what_the_edge_uses(sound, monkeypatch):
    become("hearten_edge")
    monkeypatch.setattr(place, "isolation", lambda best: Isolation(Wall.limits, "not installed"))
    monkeypatch.setattr(place.os, "access", lambda path, how: not how & place.os.W_OK)
    sound.SECRET_KEY = "unset"
    told(sound, mail_url="", edge_database_url="")
    assert [one.what for one in examination.examine(Part.edge)] == []


def test_every_complaint_says_how_to_mend_it(sound):
    sound.DEBUG, sound.SECRET_KEY, sound.ALLOWED_HOSTS = True, "short", ["*"]
    told(sound, https=False, proxies="*", edge_database_url="")
    sound.MEDIA_ROOT.chmod(0o755)
    assert len(grave()) == 7 and all(one.mend for one in grave())


def test_an_attack_that_is_not_stopped_fails_the_examination(sound, monkeypatch, capsys):
    class Open:
        def self_test(self) -> None:
            raise Unsafe("playlist")

    become("hearten_worker")
    monkeypatch.setattr(ports.now, "transcoder", Open())
    assert examination.run() == 1
    assert "known attack" in capsys.readouterr().out


def test_without_a_word_the_doctor_looks_at_the_part_whose_rights_it_has(sound, capsys):
    become("hearten_edge")
    assert examination.run() == 0
    assert "`hearten edge`" in capsys.readouterr().out
