"""The frames of the mesh's protocol, version 1: the grammar of docs/reference/mesh-protocol.md, one record a line."""

import io

from rollcall_fields import ID, NUMBER_1, NUMBER_4, NUMBER_8, STRING, ListOf, Number, Text, record, require

VERSION, MAGIC, GUEST, REACHED = 1, b"RM", 1, 0
CAUSES = ("NO_SUCH_NODE", "UNREACHABLE", "RESTARTED", "TIMED_OUT", "CANCELLED", "NO_HANDLER")
CAUSES += ("HANDLER_FAILED", "MALFORMED", "REFUSED", "BUSY", "DRAINING", "UNHEALTHY")
NUMBER_OF = {cause: number for number, cause in enumerate(CAUSES, 1)}
NUMBER_2 = Number(2)
DETAIL = Text(NUMBER_2)


class Magic:
    def read(self, take):
        require(take(2) == MAGIC, "not of a mesh")
        return MAGIC

    def write(self, value):
        return value


class Rest:
    """What is left of the frame."""

    def read(self, take):
        return take(-1)

    def write(self, value):
        return value


MAGIC_2, PAYLOAD = Magic(), Rest()
Identity = record("Identity", name=STRING, start=NUMBER_8, id=ID)
Hello = record("Hello", magic=MAGIC_2, version=NUMBER_1, cluster=STRING, sender=Identity, target=Identity, flags=NUMBER_1)
Welcome = record("Welcome", version=NUMBER_1, sender=Identity, most=NUMBER_4)
Refused = record("Refused", cause=NUMBER_1, detail=DETAIL)
Ping = record("Ping", number=NUMBER_8)
Pong = record("Pong", number=NUMBER_8)
Request = record("Request", id=NUMBER_8, command=NUMBER_2, time=NUMBER_4, payload=PAYLOAD)
Reply = record("Reply", id=NUMBER_8, payload=PAYLOAD)
Failure = record("Failure", id=NUMBER_8, cause=NUMBER_1, detail=DETAIL)
Cancel = record("Cancel", id=NUMBER_8)
Message = record("Message", number=NUMBER_8, oldest=NUMBER_8, command=NUMBER_2, payload=PAYLOAD)
Receipt = record("Receipt", number=NUMBER_8, outcome=NUMBER_1)
Note = record("Note", command=NUMBER_2, payload=PAYLOAD)
Branch = record(
    "Branch",
    id=NUMBER_8,
    time=NUMBER_4,
    tree=ID,
    origin=STRING,
    command=NUMBER_2,
    limit=NUMBER_2,
    rest=ListOf(STRING),
    payload=PAYLOAD,
)
Outcome = record("Outcome", name=STRING, outcome=NUMBER_1)
Report = ListOf(Outcome)

KINDS = {0x01: Hello, 0x02: Welcome, 0x03: Refused, 0x04: Ping, 0x05: Pong}
KINDS |= {0x11: Request, 0x12: Reply, 0x13: Failure, 0x14: Cancel}
KINDS |= {0x21: Message, 0x22: Receipt, 0x23: Note, 0x31: Branch}
CODES = {kind: code for code, kind in KINDS.items()}


def encode(frame):
    return bytes([CODES[type(frame)]]) + frame.write(frame)


def decode(octets):
    """The frame in a message, None if it is of a kind that this version does not know. What follows its fields is ignored."""
    stream = io.BytesIO(octets)

    def take(count):
        taken = stream.read(count)
        require(count < 0 or len(taken) == count, "truncated")
        return taken

    kind = KINDS.get(take(1)[0])
    return kind.read(take) if kind else None


def cause_of(number):
    return CAUSES[number - 1] if 1 <= number <= len(CAUSES) else "HANDLER_FAILED"
