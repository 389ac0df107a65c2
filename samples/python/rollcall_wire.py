"""The frames of the Rollcall protocol, version 1: the grammar of docs/reference/protocol.md, one record a line."""

import io

from rollcall_fields import ID, NUMBER_1, NUMBER_4, NUMBER_8, LONGSTR, STRING
from rollcall_fields import ListOf, MapOf, WireError, octets_of, record, require

VERSION = 1
ROLL, SNAP, SNAP_TOPIC_OCTETS = b"ROLL", b"SNAP", 24
STATUSES = ("ONLINE", "TAKEN", "OFFLINE")
CAUSES = ("GOODBYE", "LOST", "SILENT", "REFUSED")
REASONS = ("VERSION", "CLUSTER", "LIMIT", "NAME", "KEY")


def check_member(member):
    for text in (member.name, member.type, *member.attributes):
        controls = [c for c in text if c <= "\x1f" or "\x7f" <= c <= "\x9f"]
        require(not controls, f"{text!r} has a control character")
    require(member.name and "|" not in member.name, f"{member.name!r} is no name")
    require("" not in member.attributes, "an attribute has an empty key")
    size = sum(len(octets_of(key)) + len(octets_of(value)) for key, value in member.attributes.items())
    require(len(member.attributes) <= 64 and size <= 16_384, "too many attributes, or too long ones")


Incarnation = record("Incarnation", start=NUMBER_8, id=ID)
Session = record("Session", lambda s: require(s.number, "session 0"), client=Incarnation, number=NUMBER_4)
Attributes = MapOf(record("Attribute", key=STRING, value=LONGSTR))
Member = record("Member", check_member, name=STRING, type=STRING, status=NUMBER_1, attributes=Attributes)
Present = record("Present", session=Session, update=NUMBER_4, member=Member)
Departed = record("Departed", session=Session, name=STRING, cause=NUMBER_1)
Standing = record("Standing", server=Incarnation, cluster=STRING, sequence=NUMBER_8, flags=NUMBER_1, pace=NUMBER_4)

Hello = record("Hello", cluster=STRING, session=Session, update=NUMBER_4, member=Member)
Answer = record("Answer", session=Session, round=NUMBER_8)
Goodbye = record("Goodbye", session=Session)
Detach = record("Detach", session=Session)
Welcome = record(
    "Welcome", server=Incarnation, cluster=STRING, session=Session, update=NUMBER_4, silence=NUMBER_4
)
Refused = record("Refused", server=Incarnation, client=Incarnation, reason=NUMBER_1, detail=LONGSTR)
Survey = record("Survey", server=Incarnation, round=NUMBER_8)
Unknown = record("Unknown", server=Incarnation, client=Incarnation)
Farewell = record("Farewell", server=Incarnation, client=Incarnation)
Closing = record("Closing", server=Incarnation)
Pulse = record("Pulse", standing=Standing)
Change = record("Change", standing=Standing, presents=ListOf(Present), departeds=ListOf(Departed))
Snapshot = record(
    "Snapshot",
    lambda s: require(s.part < s.parts, "no such part"),
    standing=Standing,
    part=NUMBER_4,
    parts=NUMBER_4,
    presents=ListOf(Present),
    departeds=ListOf(Departed),
)

KINDS = {0x01: Hello, 0x02: Answer, 0x03: Goodbye, 0x04: Detach}
KINDS |= {0x11: Welcome, 0x12: Refused, 0x13: Survey, 0x14: Unknown, 0x15: Farewell, 0x16: Closing}
KINDS |= {0x21: Pulse, 0x22: Change, 0x23: Snapshot}
CODES = {kind: code for code, kind in KINDS.items()}
FROM_CLIENT = {Hello, Answer, Goodbye, Detach}
TO_CLIENT = {Welcome, Refused, Survey, Unknown, Farewell, Closing}
ON_ROLL, ON_SNAP = {Pulse, Change, Closing}, {Snapshot}


def encode(message):
    return b"RC" + bytes([VERSION, CODES[type(message)]]) + message.write(message)


def decode(frame, expected):
    """The message in a frame, None if only the next version knows it. Expected is what the other end may send."""
    stream = io.BytesIO(frame)

    def take(octets):
        taken = stream.read(octets)
        require(len(taken) == octets, "truncated")
        return taken

    require(take(2) == b"RC", "not of Rollcall")
    version, code = take(2)
    kind = KINDS.get(code)
    if kind is None and version == VERSION + 1:
        return None
    require(kind in expected, f"unexpected kind {code:#04x}")
    same_in_all = kind in (Hello, Refused)
    require(same_in_all or abs(version - VERSION) <= 1, f"version {version}")
    message = kind.read(take)
    require(version != VERSION or not stream.read(1), "trailing octets")  # other versions may say more at the end
    return message


def decode_published(frame):
    """The topic and the message of a published frame."""
    if frame.startswith(ROLL):
        return ROLL, decode(frame[len(ROLL) :], ON_ROLL)
    require(frame.startswith(SNAP), "no known topic")
    return frame[:SNAP_TOPIC_OCTETS], decode(frame[SNAP_TOPIC_OCTETS:], ON_SNAP)


def named(names, number, otherwise):
    """The name of a status, cause or reason; a later version may send numbers that this one has no name for."""
    return names[number] if number < len(names) else otherwise
