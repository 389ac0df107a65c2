"""Checks rollcall_wire against the golden vectors of the protocol: python3 test_wire.py"""

import pathlib
import random
import re
import unittest

import rollcall_wire as wire
from rollcall_wire import WireError

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "discovery-core/src/test/resources/io/rollcall/discovery/wire/golden-vectors.txt"
LINES = r", (\d+) octets\]\n((?:[0-9a-f]{2}.*\n)+)"
VECTOR = re.compile(r"^\[(\w+)" + LINES, re.MULTILINE)
OF_THE_NEXT_VERSION = re.compile(r"^\[([\w ]+) of version 2" + LINES, re.MULTILINE)
NOT_SPOKEN_HERE = ("EXPLAIN", "EXPLAINED")
OCTETS = re.compile(r"^(?:[0-9a-f]{2} ?)+", re.MULTILINE)

CLIENT = wire.Incarnation(1_700_000_000_000, bytes.fromhex("00112233445566778899aabbccddeeff"))
OTHER = wire.Incarnation(1_700_000_000_500, bytes.fromhex("ffffffff000040008000000000000001"))
SERVER = wire.Incarnation(1_700_000_001_000, bytes.fromhex("0f1e2d3c4b5a69788796a5b4c3d2e1f0"))
SESSION = wire.Session(CLIENT, 1)
MEMBER = wire.Member("client1", "worker", 0, {"zone": "eu-1"})
PRESENT = wire.Present(SESSION, 0, MEMBER)
DEPARTED = wire.Departed(wire.Session(OTHER, 1), "client2", 1)
SNAP_TOPIC = wire.SNAP + bytes(range(0xA0, 0xB0)) + b"\0\0\0\1"


def standing(sequence, flags):
    return wire.Standing(SERVER, "blue", sequence, flags, 1000)


MESSAGES = {
    "HELLO": wire.Hello("blue", SESSION, 0, MEMBER),
    "WELCOME": wire.Welcome(SERVER, "blue", SESSION, 0, 3000),
    "SURVEY": wire.Survey(SERVER, 7),
    "ANSWER": wire.Answer(SESSION, 7),
    "GOODBYE": wire.Goodbye(SESSION),
    "DETACH": wire.Detach(SESSION),
    "FAREWELL": wire.Farewell(SERVER, CLIENT),
    "REFUSED": wire.Refused(SERVER, CLIENT, 1, "cluster 'red' is not 'blue'"),
    "CLOSING": wire.Closing(SERVER),
    "PULSE": wire.Pulse(standing(3, 1)),
    "CHANGE": wire.Change(standing(4, 1), (PRESENT,), (DEPARTED,)),
    "SNAPSHOT": wire.Snapshot(standing(4, 0), 0, 1, (PRESENT,), ()),
}


def golden_vectors(pattern=VECTOR):
    """The vectors of what clients and subscribers send and receive: name, length that the file promises, frame."""
    for name, promised, lines in pattern.findall(VECTORS.read_text(encoding="utf-8")):
        if name in NOT_SPOKEN_HERE:
            continue
        yield name, int(promised), bytes.fromhex("".join(OCTETS.findall(lines)))


def read(frame):
    """What either end makes of a frame."""
    if frame[:4] in (wire.ROLL, wire.SNAP):
        return wire.decode_published(frame)
    return None, wire.decode(frame, wire.FROM_CLIENT | wire.TO_CLIENT)


class GoldenVectors(unittest.TestCase):
    def test_every_vector_is_looked_at(self):
        self.assertEqual(sorted(MESSAGES), sorted(name for name, _, _ in golden_vectors()))

    def test_vectors_are_as_long_as_the_file_says(self):
        for name, promised, frame in golden_vectors():
            with self.subTest(name):
                self.assertEqual(promised, len(frame))

    def test_vectors_are_read(self):
        for name, _, frame in golden_vectors():
            with self.subTest(name):
                self.assertEqual(MESSAGES[name], read(frame)[1])

    def test_vectors_are_written(self):
        topics = {"PULSE": wire.ROLL, "CHANGE": wire.ROLL, "CLOSING": wire.ROLL, "SNAPSHOT": SNAP_TOPIC}
        for name, _, frame in golden_vectors():
            with self.subTest(name):
                self.assertEqual(frame, topics.get(name, b"") + wire.encode(MESSAGES[name]))


class BadFrames(unittest.TestCase):
    def test_truncated_frames(self):
        for name, _, frame in golden_vectors():
            for length in range(len(frame)):
                with self.subTest(name, length=length), self.assertRaises(WireError):
                    read(frame[:length])

    def test_trailing_octets(self):
        for name, _, frame in golden_vectors():
            with self.subTest(name), self.assertRaises(WireError):
                read(frame + b"\0")

    def test_mutated_frames_are_read_or_refused(self):
        dice = random.Random(20)
        for name, _, frame in golden_vectors():
            for _ in range(2000):
                mutant = bytearray(frame)
                for _ in range(dice.randint(1, 4)):
                    mutant[dice.randrange(len(mutant))] = dice.choice((0x00, 0x7F, 0x80, 0xFF, dice.randrange(256)))
                with self.subTest(name, mutant=mutant.hex()):
                    try:
                        message = read(bytes(mutant))[1]
                        if message:  # else the mutation made it a frame of the next version
                            wire.encode(message)
                    except WireError:
                        pass

    def test_noise(self):
        dice = random.Random(20)
        for _ in range(2000):
            noise = dice.randbytes(dice.randrange(100))
            for prefix in (b"", wire.ROLL, wire.SNAP, b"RC\1", b"ROLLRC\1"):
                with self.subTest(noise=noise.hex()):
                    try:
                        read(prefix + noise)
                    except WireError:
                        pass


class Versions(unittest.TestCase):
    def frame(self, name, version, more=b""):
        return b"RC" + bytes([version]) + wire.encode(MESSAGES[name])[3:] + more

    def test_one_version_apart_is_read_and_may_say_more(self):
        for version in (0, 2):
            self.assertEqual(MESSAGES["SURVEY"], read(self.frame("SURVEY", version, b"more"))[1])

    def test_what_the_next_version_adds_is_ignored(self):
        vectors = list(golden_vectors(OF_THE_NEXT_VERSION))
        self.assertEqual(["HELLO", "PULSE", "A new kind"], [name for name, _, _ in vectors])
        for name, promised, frame in vectors:
            with self.subTest(name):
                self.assertEqual(promised, len(frame))
                self.assertEqual(MESSAGES.get(name), read(frame)[1])

    def test_an_unknown_kind_of_any_other_version_is_refused(self):
        for version in (0, 1, 3, 9):
            for code in set(range(256)) - set(wire.KINDS):
                with self.subTest(version=version, code=code), self.assertRaises(WireError):
                    read(b"RC" + bytes([version, code]) + bytes(60))

    def test_more_than_one_version_apart_only_refused_is_read(self):
        self.assertEqual(MESSAGES["REFUSED"], read(self.frame("REFUSED", 9, b"more"))[1])
        with self.assertRaises(WireError):
            read(self.frame("SURVEY", 9))


if __name__ == "__main__":
    unittest.main()
