"""What the fields of a Rollcall frame are made of: numbers, texts, lists, maps and records.

Each knows how it is read and written. read() is given take(n), which hands out the next n octets of the frame.
Whatever cannot be read or written raises WireError and nothing else.
"""

from collections import namedtuple


class WireError(ValueError):
    """A frame that cannot be read, or a value that no frame can carry."""


def require(true, complaint):
    if not true:
        raise WireError(complaint)


class Number:
    def __init__(self, octets):
        self.octets = octets
        self.limit = (1 << (8 * octets - (octets > 2))) - 1  # the longer ones keep the top bit free

    def read(self, take):
        value = int.from_bytes(take(self.octets), "big")
        require(value <= self.limit, f"{value} is above {self.limit}")
        return value

    def write(self, value):
        require(0 <= value <= self.limit, f"{value} is not within 0 to {self.limit}")
        return value.to_bytes(self.octets, "big")


class Text:
    def __init__(self, length):
        self.length = length

    def read(self, take):
        try:
            return take(self.length.read(take)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise WireError("not UTF-8") from error

    def write(self, value):
        octets = octets_of(value)
        return self.length.write(len(octets)) + octets


class Id:
    def read(self, take):
        return take(16)

    def write(self, value):
        require(len(value) == 16, "an id has 16 octets")
        return value


class ListOf:
    def __init__(self, item):
        self.item = item

    def read(self, take):
        return tuple(self.item.read(take) for _ in range(NUMBER_4.read(take)))

    def write(self, value):
        return NUMBER_4.write(len(value)) + b"".join(map(self.item.write, value))


class MapOf(ListOf):
    def read(self, take):
        return dict(super().read(take))

    def write(self, value):
        return super().write([self.item(*entry) for entry in sorted(value.items())])


def octets_of(text):
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise WireError("a lone surrogate is no text") from error


def record(kind, check=lambda value: None, /, **fields):
    """A named tuple whose fields, in the order of the grammar, know how they are read and written."""

    def read(take):
        value = made(*[field.read(take) for field in fields.values()])
        check(value)
        return value

    def write(value):
        check(value)
        return b"".join(field.write(part) for field, part in zip(fields.values(), value))

    made = namedtuple(kind, fields)
    made.read, made.write = staticmethod(read), staticmethod(write)
    return made


NUMBER_1, NUMBER_4, NUMBER_8, ID = Number(1), Number(4), Number(8), Id()
STRING, LONGSTR = Text(NUMBER_1), Text(NUMBER_4)
