"""What the settings alone say."""

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings

from hearten.config.doctor.complaint import Complaint

KEY_LENGTH, KEY_VARIETY = 50, 5
ANYONE = {"*", "0.0.0.0/0", "::/0"}


def debug_is_on() -> Iterator[Complaint]:
    if settings.DEBUG:
        yield Complaint("HEARTEN_DEBUG is on: readers would see the inside of the site.", "Unset HEARTEN_DEBUG.")


def key_is_weak() -> Iterator[Complaint]:
    key = settings.SECRET_KEY
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY or key.startswith("unset"):
        yield Complaint(
            "HEARTEN_SECRET_KEY is missing or weak: sign-ins could be forged.",
            'Set it to the output of: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
        )


def reading_is_open(listens: str) -> Iterator[Complaint]:
    """Without https whoever sits in between sees what is watched, and takes over sign-ins. To try Hearten on one
    machine, its own names and address will do."""
    if settings.HEARTEN.demo or settings.HEARTEN.https:
        return
    if not all(is_this_machine(host) for host in (*settings.ALLOWED_HOSTS, listens)):
        yield Complaint(
            "HEARTEN_HTTPS is not set: what people watch, and their sign-ins, could be seen on the way.",
            "Put something that speaks https in front and set HEARTEN_HTTPS=1. To try it on this machine alone: leave"
            " HEARTEN_HOSTS unset and listen to 127.0.0.1.",
        )


def is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def any_name_will_do() -> Iterator[Complaint]:
    if not settings.HEARTEN.demo and any("*" in host for host in settings.ALLOWED_HOSTS):
        yield Complaint(
            "HEARTEN_HOSTS allows any name: links in our mails could lead to somebody else's site.",
            "Set it to the names of this site, such as channel.example.org.",
        )


def any_proxy_will_do() -> Iterator[Complaint]:
    if {one.strip() for one in settings.HEARTEN.proxies.split(",")} & ANYONE:
        yield Complaint(
            "HEARTEN_PROXIES believes everyone: anyone could say they are somebody else.",
            "Set it to the address that nginx or Caddy speaks from.",
        )


def mail_goes_nowhere() -> Iterator[Complaint]:
    if not settings.HEARTEN.mail_url:
        yield Complaint("No mail leaves here, so nobody can confirm an address.", "Set HEARTEN_MAIL_URL.", False)
