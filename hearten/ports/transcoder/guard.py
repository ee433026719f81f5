"""The flags every touch of a stranger's file carries, so that a demuxer cannot be talked into opening another."""

from hearten.ports.transcoder.container import DEMUXER, Container

DECODERS = (
    "h264", "hevc", "vp8", "vp9", "libvpx", "libvpx-vp9", "av1", "libdav1d", "mpeg4", "h263",
    "aac", "aac_fixed", "mp3", "mp3float", "opus", "libopus", "vorbis", "libvorbis", "flac", "alac",
    "pcm_s16le", "pcm_s16be", "pcm_s24le", "amrnb", "amrwb",
)  # fmt: skip
CODECS = frozenset(DECODERS) | {"amr_nb", "amr_wb"}  # as a stream's header names them
MOST_STREAMS = 64  # beyond it nothing is even counted
LARGEST_BLOCK = 256 * 1024**2  # one allocation; an atom that claims gigabytes ends here
READ_AHEAD = 20_000_000  # bytes and microseconds ffmpeg may look at to learn what is inside


def options(container: Container) -> dict[str, str]:
    """For the demuxer, the same in ffmpeg and in PyAV."""
    chosen = {
        "protocol_whitelist": "file",
        "format_whitelist": DEMUXER[container],
        "codec_whitelist": ",".join(DECODERS),
        "max_streams": str(MOST_STREAMS),
        "probesize": str(READ_AHEAD),
        "analyzeduration": str(READ_AHEAD),
    }
    if container is Container.mp4:
        chosen |= {"enable_drefs": "0", "use_absolute_path": "0"}
    return chosen


def input_flags(container: Container, name: str, pixels: int, seconds: float) -> list[str]:
    flags = ["-max_alloc", str(LARGEST_BLOCK), "-f", DEMUXER[container].split(",")[0]]
    for key, value in options(container).items():
        flags += [f"-{key}", value]
    return [*flags, "-max_pixels", str(pixels), "-threads", "2", "-t", f"{seconds:g}", "-i", f"file:{name}"]
