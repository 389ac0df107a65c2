"""Checks mesh_wire against the frames that the mesh itself is tested with: python3 test_mesh_wire.py"""

import pathlib
import random
import unittest

import mesh_wire as wire
from rollcall_fields import WireError

FRAMES = pathlib.Path(__file__).resolve().parents[2] / "discovery-mesh/src/test/resources/mesh-frames.txt"


def frames():
    for line in FRAMES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, octets = line.split()
            yield name, bytes.fromhex(octets)


class Frames(unittest.TestCase):
    def test_each_is_read_and_written(self):
        kinds = set()
        for name, octets in frames():
            with self.subTest(name):
                frame = wire.decode(octets)
                kinds.add(type(frame))
                self.assertEqual(name.split("-")[0], type(frame).__name__.lower())
                self.assertEqual(octets, wire.encode(frame))
        self.assertEqual(set(wire.KINDS.values()), kinds)

    def test_the_fields_are_what_they_say(self):
        branch = wire.decode(dict(frames())["branch"])
        self.assertEqual(("one", 7, 4, ("zwei", "größer"), b"Hallo"), branch[3:])

    def test_each_that_is_cut_is_refused(self):
        for name, octets in frames():
            for length in range(len(octets)):
                with self.subTest(name, length=length):
                    try:
                        frame = wire.decode(octets[:length])
                        self.assertTrue(hasattr(frame, "payload"))  # only a payload may be shorter
                    except WireError:
                        pass

    def test_noise(self):
        dice = random.Random(25)
        for _ in range(5000):
            noise = bytes([dice.choice(list(wire.KINDS))]) + dice.randbytes(dice.randrange(80))
            try:
                wire.encode(wire.decode(noise))
            except WireError:
                pass

    def test_an_unknown_kind_is_ignored_and_so_is_what_follows_the_fields(self):
        self.assertIsNone(wire.decode(b"\x7fanything"))
        self.assertEqual(wire.Ping(7), wire.decode(wire.encode(wire.Ping(7)) + b"more"))


if __name__ == "__main__":
    unittest.main()
