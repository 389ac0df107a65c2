"""A Rollcall subscriber: it prints who joins, changes and leaves, until SIGTERM or SIGINT. One endpoint is enough.

python3 subscriber.py tcp://HOST:PORT [--cluster CLUSTER] [--keys OWN.key_secret SERVER.key]

A line for each event. TABs stand between its fields, for no name and no type can hold one:
    joined NAME TYPE STATUS ATTRIBUTES      ATTRIBUTES are a JSON object
    updated NAME TYPE STATUS ATTRIBUTES
    left NAME CAUSE
    state LIVE or STALE
"""

import argparse
import json
import os
import time

import zmq

from rollcall_sockets import Connection, add_keys, keys_of, say, wake_on_signals
from rollcall_wire import NUMBER_4, ROLL, SNAP, STATUSES, Change, Closing, Snapshot, decode_published, named
from roster import Roster

FIRST_WAIT, LAST_WAIT = 0.5, 4.0  # seconds without a part of the snapshot
PACES_OF_SILENCE = 3.25
OWN_PAUSE = 0.25  # seconds; whoever wakes up later than that must not blame the server
NEVER = float("inf")


class Subscriber:
    def __init__(self, endpoint, cluster, keys=None):
        self.cluster, self.roster, self.state = cluster, Roster(), "STALE"
        self.id, self.request, self.topic = os.urandom(16), 0, None
        self.parts, self.parts_of = {}, None
        self.closed = None  # the server that said it closes
        self.pace = self.away_at = NEVER
        self.connection = Connection(zmq.SUB, endpoint, 1_048_576, keys)
        self.connection.socket.subscribe(ROLL)  # before the snapshot, so that nothing is missed between the two
        self.ask(FIRST_WAIT)

    def ask(self, wait):
        """Subscribing to a fresh topic is the request."""
        self.stop_asking()
        self.request += 1
        self.topic = SNAP + self.id + NUMBER_4.write(self.request)
        self.connection.socket.subscribe(self.topic)
        self.wait, self.ask_at = wait, time.monotonic() + wait

    def stop_asking(self):
        if self.topic:
            self.connection.socket.unsubscribe(self.topic)
        self.topic, self.ask_at, self.parts = None, NEVER, {}

    def on_published(self, topic, message):
        if isinstance(message, Closing):
            if message.server == self.roster.server:
                self.closed = message.server
                self.count_as_away()
            return
        standing = message.standing
        if standing.cluster != self.cluster or standing.server == self.closed or topic not in (ROLL, self.topic):
            return
        self.pace = max(1, standing.pace) / 1000
        self.away_at = time.monotonic() + PACES_OF_SILENCE * self.pace
        missed = self.roster.is_of_another_server(standing)
        if missed:
            self.tell_state("STALE")
        if isinstance(message, Change):
            self.roster.apply_change(message)
        if isinstance(message, Snapshot):
            self.collect(message)
        elif self.roster.has_gap(standing.sequence) or missed:
            if not self.topic:  # else a request is under way; a new connection repeats it
                self.ask(FIRST_WAIT)
        self.tell()

    def collect(self, snapshot):
        parts_of = snapshot.standing.server, snapshot.standing.sequence, snapshot.parts
        if parts_of != self.parts_of:
            self.parts, self.parts_of = {}, parts_of
        self.parts[snapshot.part] = snapshot
        self.ask_at = time.monotonic() + self.wait
        if len(self.parts) == snapshot.parts:
            self.roster.apply_snapshot(list(self.parts.values()))
            self.stop_asking()

    def tell(self):
        for event, present, cause in self.roster.events():
            member = present.member
            if event == "left":
                say(event, member.name, cause)
            else:
                status = named(STATUSES, member.status, "ONLINE")
                say(event, member.name, member.type, status, json.dumps(member.attributes))
        if self.roster.whole and self.roster.settled:
            self.tell_state("LIVE")

    def tell_state(self, state):
        if state != self.state:
            say("state", state)
        self.state = state

    def count_as_away(self):
        """The list stays. After a silence the server counts again as soon as anything of it comes."""
        self.away_at = NEVER
        self.tell_state("STALE")

    def on_time(self, now):
        if now >= self.away_at:
            self.count_as_away()
        if now >= self.ask_at:
            self.ask(min(self.wait * 2, LAST_WAIT))

    def run(self):
        signals, poller = wake_on_signals(), zmq.Poller()
        for source in (self.connection.socket, signals):
            poller.register(source, zmq.POLLIN)
        while True:
            due = min(self.ask_at, self.away_at, time.monotonic() + min(self.pace, 60))
            ready = dict(poller.poll(1 + 1000 * max(0, due - time.monotonic())))
            if signals.fileno() in ready:
                return
            now = time.monotonic()
            if now > due + OWN_PAUSE and self.away_at < NEVER:
                self.away_at = now + PACES_OF_SILENCE * self.pace
            if self.connection.socket in ready:
                topic, message = self.connection.receive(decode_published) or (None, None)
                if message:
                    self.on_published(topic, message)
            self.on_time(time.monotonic())


def main():
    parser = argparse.ArgumentParser(description="a Rollcall subscriber")
    parser.add_argument("endpoint")
    parser.add_argument("--cluster", default="")
    add_keys(parser)
    given = parser.parse_args()
    try:
        subscriber = Subscriber(given.endpoint, given.cluster, keys_of(given))
    except (zmq.ZMQError, OSError, ValueError) as error:
        parser.error(str(error))
    subscriber.run()


if __name__ == "__main__":
    main()
