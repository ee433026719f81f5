"""What is written to the log, and what never is."""

import logging
from http import HTTPStatus

OUR_FAULT = HTTPStatus.INTERNAL_SERVER_ERROR


class Line(logging.Formatter):
    """A request we turned down is one short line: no traceback and no word of it, so that nobody outside can fill
    the disk, or have written down what was read and by whom. Our own faults are written in full."""

    def format(self, record: logging.LogRecord) -> str:
        status = getattr(record, "status_code", None)
        if status is None or status >= OUR_FAULT:
            return super().format(record)
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else HTTPStatus(status).phrase
        return f"W {record.name}: {status} {kind}"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": Line, "fmt": "{levelname:.1} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"hearten": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
