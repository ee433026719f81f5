"""One ffmpeg command that decodes a video once and makes everything from it. Pure: facts in, arguments out."""

import math
from dataclasses import dataclass
from fractions import Fraction

from hearten.ports.transcoder.shape import Probe, Role

SHORT_SIDES = (360, 540, 720)
MOST_FPS = 30  # cheap phones and dear data; what is measured for flashing is what is shown
KEYFRAME = 2  # seconds, so that a swipe or a seek lands near
SPRITES = 25
SPRITE_SIDE = 160
ENCODER_THREADS = "2"  # a fixed number: the same original must give the same bytes, also after a kill
# Per short side: quality, most bits a second of picture, bits a second of sound. Chosen for prepaid 3G at 360.
RATES = {360: (27, 600, 64), 540: (26, 1200, 96), 720: (25, 2200, 128)}
# EBU R 128 measured at −16 LUFS for phones; the peak leaves room for AAC to overshoot.
LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json"
BLANK = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"]
BLANK_VIDEO = [*BLANK, "-flags:v", "+bitexact", "-sn", "-dn"]
BLANK_AUDIO = ["-flags:a", "+bitexact"]
FLASHES, TINY = "flashes.txt", "tiny.rgb"
FAST = (Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30))


@dataclass(frozen=True)
class Output:
    role: Role
    name: str
    mime: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Plan:
    outputs: tuple[Output, ...]
    graph: str
    arguments: tuple[str, ...]
    grid: tuple[int, int]  # columns and rows of the placeholder


def even(number: float) -> int:
    return max(2, round(number / 2) * 2)


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Never larger than the original; sizes that fall together are made once."""
    short = min(width, height)
    wanted = sorted({min(side, short) for side in SHORT_SIDES})
    return [(even(width * side / short), even(height * side / short)) for side in wanted]


def steady(fps: float) -> Fraction:
    """Phones write rates that wander; the nearest usual one at or below thirty is kept."""
    if fps >= MOST_FPS:
        return Fraction(MOST_FPS)
    return min(FAST, key=lambda usual: abs(float(usual) - fps)) if fps > 20 else Fraction(max(1, math.ceil(fps)))


def grid_of(width: int, height: int) -> tuple[int, int]:
    if width * 10 > height * 12:
        return 7, 4
    return (4, 7) if height * 10 > width * 12 else (5, 5)


def sprites(duration: float) -> tuple[int, int]:
    """Columns and rows of the storyboard: one picture a second until there are twenty-five."""
    count = min(SPRITES, max(1, math.floor(duration)))
    return min(5, count), math.ceil(count / 5)


def plan(probe: Probe) -> Plan:
    ladder = sizes(probe.width, probe.height)
    sheet = sprites(probe.duration)
    outputs: list[Output] = []
    arguments: list[str] = []
    rate = steady(probe.fps)
    for place, (width, height) in enumerate(ladder):
        short = min(width, height)
        name = f"{short}.mp4"
        outputs.append(Output("video", name, "video/mp4", width, height))
        arguments += [*_video(place, short, rate, probe.has_audio), name]
    if probe.has_audio:
        outputs.append(Output("audio", "audio.m4a", "audio/mp4", None, None))
        arguments += ["-map", f"[a{len(ladder)}]", *BLANK, *_sound(64), "-movflags", "+faststart", "-f", "mp4"]
        arguments += ["audio.m4a"]
    width, height = ladder[-1]
    columns, rows = sheet
    tile_width, tile_height = _sprite(width, height)
    outputs += [
        Output("poster", "poster.jpg", "image/jpeg", width, height),
        Output("poster_webp", "poster.webp", "image/webp", width, height),
        Output("storyboard", "storyboard.jpg", "image/jpeg", tile_width * columns, tile_height * rows),
    ]
    arguments += _pictures()
    grid = grid_of(probe.width, probe.height)
    return Plan(tuple(outputs), _graph(probe, ladder, rate, sheet, grid), tuple(arguments), grid)


def _sprite(width: int, height: int) -> tuple[int, int]:
    small = SPRITE_SIDE / max(width, height)
    return even(width * small), even(height * small)


def _rates(short: int) -> tuple[int, int, int]:
    return RATES[min((side for side in SHORT_SIDES if side >= short), default=SHORT_SIDES[-1])]


def _sound(kilobits: int) -> list[str]:
    return ["-c:a", "aac", "-b:a", f"{kilobits}k", "-ar", "48000", "-ac", "2", "-threads", "1", *BLANK_AUDIO]


def _video(place: int, short: int, rate: Fraction, has_audio: bool) -> list[str]:
    quality, most, sound = _rates(short)
    made = ["-map", f"[v{place}]", "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main"]
    made += ["-crf", str(quality), "-maxrate", f"{most}k", "-bufsize", f"{2 * most}k", "-pix_fmt", "yuv420p"]
    made += ["-g", str(math.ceil(rate * KEYFRAME)), "-force_key_frames", f"expr:gte(t,n_forced*{KEYFRAME})"]
    # Captions hidden in the picture stream could carry words nobody reviewed.
    made += ["-a53cc", "0", "-threads:v", ENCODER_THREADS, *BLANK_VIDEO]
    if has_audio:
        made += ["-map", f"[a{place}]", *_sound(sound)]
    return [*made, "-movflags", "+faststart", "-f", "mp4"]


def _pictures() -> list[str]:
    one = ["-frames:v", "1", "-an", "-threads", "1", *BLANK_VIDEO]
    still = ["-f", "image2", "-update", "1"]
    made = ["-map", "[jpeg]", *one, "-c:v", "mjpeg", "-q:v", "4", *still, "poster.jpg"]
    made += ["-map", "[webp]", *one, "-c:v", "libwebp", "-quality", "72", *still, "poster.webp"]
    made += ["-map", "[sheet]", *one, "-c:v", "mjpeg", "-q:v", "6", *still, "storyboard.jpg"]
    made += ["-map", "[tiny]", *one, "-c:v", "rawvideo", "-f", "rawvideo", TINY]
    return [*made, "-map", "[watched]", *BLANK_VIDEO, "-an", "-f", "null", "-"]


def _graph(
    probe: Probe, ladder: list[tuple[int, int]], rate: Fraction, sheet: tuple[int, int], grid: tuple[int, int]
) -> str:
    """The largest is scaled from the original, each smaller one from the next, so the original is read once."""
    count = len(ladder)
    width, height = ladder[-1]
    tone = "zscale=t=linear:npl=100,tonemap=hable,zscale=t=bt709:m=bt709:p=bt709:r=tv," if probe.hdr else ""
    parts = [f"[0:v:0]fps={rate},scale={width}:{height},{tone}setsar=1,format=yuv420p[rung{count - 1}]"]
    for place in range(count - 1, 0, -1):
        parts.append(f"[rung{place}]split=2[v{place}][down{place}]" if place < count - 1 else
                     f"[rung{place}]split=3[v{place}][down{place}][posters]")  # fmt: skip
        parts.append(f"[down{place}]scale={ladder[place - 1][0]}:{ladder[place - 1][1]}[rung{place - 1}]")
    parts.append("[rung0]split=3[v0][watch][sheets]" if count > 1 else "[rung0]split=4[v0][watch][sheets][posters]")
    columns, rows = sheet
    tile_width, tile_height = _sprite(width, height)
    every = Fraction(columns * rows) / Fraction(max(probe.duration, 0.5)).limit_denominator(1000)
    parts += [
        f"[watch]photosensitivity=bypass=1,metadata=mode=print:key=lavfi.photosensitivity.frame-badness:file={FLASHES}[watched]",
        f"[sheets]fps={every},scale={tile_width}:{tile_height},tile={columns}x{rows},format=yuvj420p[sheet]",
        "[posters]trim=end=4,fps=5,thumbnail=n=20,split=3[p1][webp][p3]",
        "[p1]scale=out_range=pc,format=yuvj420p[jpeg]",
        f"[p3]scale={grid[0]}:{grid[1]}:flags=area,format=rgb24[tiny]",
    ]
    if probe.has_audio:
        outlets = "".join(f"[a{place}]" for place in range(count + 1))
        steadied = "aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo"
        parts.append(f"[0:a:0]{steadied},{LOUDNESS},aresample=48000,asplit={count + 1}{outlets}")
    return ";".join(parts)
