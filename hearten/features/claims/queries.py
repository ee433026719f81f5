from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from hearten import ports
from hearten.engines.screening.evidence import STATEMENT, Entry, Index, load, load_vocabulary
from hearten.features.guidance.models import Myth, Statement

Wording = tuple[str, str, str, str, str]  # code, text, topic, source, url


def known() -> Index:
    """All that a claim can be held against here, ready to be searched: what this site's guidance says just now."""
    statements = Statement.objects.select_related("guideline").order_by("code")
    said = tuple((s.code, s.text, s.topic, str(s.guideline), s.guideline.url) for s in statements)
    myths = frozenset(Myth.objects.values_list("code", flat=True))
    return _index(said, myths, ports.now.embeddings.name)


@lru_cache(maxsize=2)
def _index(said: tuple[Wording, ...], myths: frozenset[str], model: str) -> Index:  # noqa: ARG001 - part of the key
    """Made anew only when the guidance, or the model that reads it, is another."""
    shipped = {entry.id: entry for entry in load(settings.GUIDANCE_ROOT)}
    entries = [_entry(wording, shipped.get(wording[0])) for wording in said]
    entries += [entry for entry in shipped.values() if entry.id in myths]
    embeddings = ports.now.embeddings
    return Index.of(entries, embeddings.embed if embeddings.is_here else None, load_vocabulary(settings.GUIDANCE_ROOT))


def _entry(wording: Wording, shipped: Entry | None) -> Entry:
    """The plain sentences kept beside a statement stand for its shipped wording only: in another they may be untrue."""
    code, text, topic, source, url = wording
    own = shipped if shipped and shipped.text == text else Entry(code, text, STATEMENT, topic, source, url)
    return replace(own, topic=topic, source=source, url=url)
