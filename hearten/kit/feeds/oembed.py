"""What a site says of a page that another shows inside its own: https://oembed.com, read 2026-11-23."""

import json
from collections.abc import Mapping
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

TYPES = {"json": "application/json", "xml": "text/xml"}


def written(said: Mapping[str, str | int], form: str) -> bytes:
    """In one of the forms of TYPES."""
    if form == "json":
        return json.dumps(said, ensure_ascii=False).encode()
    out = StringIO()
    handler = SimplerXMLGenerator(out, "utf-8")
    handler.startDocument()
    handler.startElement("oembed", AttributesImpl({}))
    for name, value in said.items():
        handler.addQuickElement(name, str(value))
    handler.endElement("oembed")
    return out.getvalue().encode()
