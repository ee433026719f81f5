"""Which adapter stands behind which port."""


def bind() -> None:
    pass
