"""Which adapter stands behind which port."""

from pathlib import Path

from django.conf import settings

from hearten import ports
from hearten.ports.apart import Apart
from hearten.ports.onscreen import ModelsOnScreen
from hearten.ports.pictures import PillowPictures
from hearten.ports.speech import WhisperSpeech
from hearten.ports.transcoder import FfmpegTranscoder


def bind() -> None:
    ffmpeg = Path(settings.HEARTEN.ffmpeg) if settings.HEARTEN.ffmpeg else None
    ports.use(
        ports.Adapters(
            transcoder=FfmpegTranscoder(ffmpeg), speech=WhisperSpeech(), embeddings=Apart(), onscreen=ModelsOnScreen(),
            pictures=PillowPictures(),
        )
    )  # fmt: skip
