"""Looks inside media and prints what it finds as JSON. Runs alone, in the sandbox: `python -I look.py`.

`look FILE OPTIONS` describes a stranger's file; `prove FOLDER` tells all about the files we made.

It counts packets and decodes nothing, because a header may claim any length and any speed.
It prints kinds of metadata, never their values.
"""

import json
import sys
from pathlib import Path
from typing import Any

import av

MOST_PIXELS = 4096 * 4096  # a larger first frame is not worth its memory; it will be refused anyway
MOST_PACKETS = 400_000  # three minutes hold 11,000 pictures and 8,000 sounds; the rest is mischief
OURS = {".mp4": "mov", ".m4a": "mov", ".jpg": "jpeg_pipe", ".webp": "webp_pipe"}
STRUCTURE = {
    "major_brand", "minor_version", "compatible_brands", "language", "handler_name", "vendor_id",
    "duration", "number_of_frames", "number_of_bytes", "bps", "_statistics_writing_app", "_statistics_tags",
}  # fmt: skip
KINDS = (
    ("location", ("location", "gps", "©xyz", "xyz", "geo", "place", "city", "country")),
    ("date", ("date", "time", "year")),
    ("program", ("software", "encoder")),
    ("device", ("make", "model", "android", "device", "camera", "lens", "firmware", "serial")),
    ("owner", ("artist", "author", "owner", "copyright", "composer", "name", "email", "publisher", "performer")),
)


def kind_of(key: str) -> str:
    lowered = key.lower().removeprefix("com.apple.quicktime.")  # there is a "time" in it
    return next((kind for kind, words in KINDS if any(word in lowered for word in words)), "other")


def kinds(found: dict[str, str]) -> set[str]:
    return {kind_of(key) for key in found if key.lower() not in STRUCTURE}


def video_facts(stream: Any) -> dict[str, Any]:
    context = stream.codec_context
    shape = stream.sample_aspect_ratio
    return {
        "width": context.width,
        "height": context.height,
        "pixel_shape": float(shape) if shape else 1.0,
        "claimed_fps": float(stream.average_rate or 0),
        "hdr": int(context.color_trc or 0) in (16, 18),  # ITU-T H.273: PQ and HLG
    }


def measured(opened: Any, streams: list[Any]) -> dict[str, Any]:
    """Where the packets of each stream begin and end, and how many there are."""
    spans: dict[int, list[float]] = {stream.index: [float("inf"), float("-inf"), 0, 0] for stream in streams}
    seen = 0
    for packet in opened.demux(streams):
        seen += 1
        if seen > MOST_PACKETS:
            break
        stamp = packet.pts if packet.pts is not None else packet.dts
        if stamp is None or packet.size == 0:
            continue
        start = float(stamp * packet.time_base)
        span = spans[packet.stream.index]
        span[0], span[1] = min(span[0], start), max(span[1], start + float((packet.duration or 0) * packet.time_base))
        span[2] += 1
    return {str(index): span[:3] for index, span in spans.items() if span[2]} | {"packets": seen}


def turned(opened: Any, stream: Any) -> int:
    """The rotation a phone wrote; the first frame carries it, so one frame is decoded."""
    for frame in opened.decode(stream):
        return int(frame.rotation) % 360
    return 0


def look(path: str, options: dict[str, str]) -> dict[str, Any]:
    demuxer = options["format_whitelist"].split(",")[0]
    with av.open(path, format=demuxer, options=options, metadata_errors="replace") as opened:
        streams = list(opened.streams)
        pictures = [s for s in opened.streams.video if not int(s.disposition) & 0x400]  # 0x400: a cover picture
        sounds = list(opened.streams.audio)
        found = kinds(dict(opened.metadata))
        for stream in streams:
            found |= kinds(dict(stream.metadata))
        if len(streams) > len(pictures[:1]) + len(sounds[:1]) or opened.chapters():
            found.add("other")
        report: dict[str, Any] = {
            "streams": len(streams),
            "claimed": float(opened.duration or 0) / av.time_base,
            "removed": sorted(found),
            "rotation": 0,
            "video": pictures[0].codec_context.name if pictures else None,
            "audio": sounds[0].codec_context.name if sounds else None,
        }
        if pictures:
            chosen = [pictures[0], *sounds[:1]]
            report |= video_facts(pictures[0]) | {"spans": measured(opened, chosen)}
            report |= {"video_at": str(pictures[0].index), "audio_at": str(sounds[0].index) if sounds else None}
    if pictures and report["width"] * report["height"] <= MOST_PIXELS:
        with av.open(path, format=demuxer, options=options, metadata_errors="replace") as again:
            report["rotation"] = turned(again, again.streams[int(report["video_at"])])
    return report


def proof(folder: str) -> dict[str, Any]:
    """Of each file we made: every word of metadata, and every stream."""
    told: dict[str, Any] = {}
    for path in sorted(Path(folder).iterdir()):
        demuxer = OURS.get(path.suffix)
        if demuxer is None:
            continue
        with av.open(str(path), format=demuxer, options={"protocol_whitelist": "file"}) as opened:
            words = [list(pair) for part in (opened, *opened.streams) for pair in part.metadata.items()]
            told[path.name] = {
                "words": words,
                "streams": [f"{stream.type}:{stream.codec_context.name}" for stream in opened.streams],
                "chapters": len(opened.chapters()),
                "seconds": float(opened.duration or 0) / av.time_base,
            }
    return told


def main(ask: str, place: str, options: str = "{}") -> dict[str, Any]:
    try:
        return look(place, json.loads(options)) if ask == "look" else proof(place)
    except (av.error.FFmpegError, OSError, ValueError, IndexError, OverflowError, ArithmeticError) as trouble:
        return {"broken": f"{type(trouble).__name__}: {trouble}"[:300]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
