"""docs/run/settings.md says what the code says."""

from pathlib import Path

from hearten.config.environment import settings_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "run" / "settings.md"
MAKE = (
    'python -c "from hearten.config.environment import settings_table; print(settings_table())" prints the table;'
    " put it into docs/run/settings.md"
)


def test_the_page_about_settings_names_every_setting_as_the_code_does():
    assert settings_table() in PAGE.read_text(encoding="utf-8"), MAKE
