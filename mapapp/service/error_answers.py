"""What the service answers when it cannot answer."""

from __future__ import annotations


class RequestError(Exception):
    """A request that cannot be answered: HTTP status, a code for programs, a Chinese sentence for people."""

    def __init__(self, status: int, code: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description


def invalid(description: str) -> RequestError:
    """Return the error for a parameter that is unknown or has no usable value."""
    return RequestError(400, "InvalidParameterValue", description)


def missing(description: str) -> RequestError:
    """Return the error for something that is not there."""
    return RequestError(404, "NotFound", description)
