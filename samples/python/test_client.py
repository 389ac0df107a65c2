"""Checks how long the client waits for a silent server: python3 test_client.py"""

import unittest

from client import patience


class Patience(unittest.TestCase):
    def test_a_short_silence_is_not_taken_for_a_dead_connection(self):
        self.assertEqual([6, 6, 6], [patience(silence) for silence in (0, 180, 3000)])

    def test_a_slow_server_has_twice_its_silence(self):
        self.assertEqual(16, patience(8000))


if __name__ == "__main__":
    unittest.main()
