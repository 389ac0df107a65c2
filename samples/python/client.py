"""A Rollcall client: it stands on the roll under its name until SIGTERM or SIGINT. It speaks with one server.

python3 client.py tcp://HOST:PORT NAME [--type TYPE] [--attribute KEY=VALUE]... [--cluster CLUSTER] [--keys OWN.key_secret SERVER.key]
"""

import argparse
import os
import time

import zmq
from zmq.utils.monitor import recv_monitor_message

from rollcall_sockets import Connection, add_keys, keys_of, say, wake_on_signals
from rollcall_wire import REASONS, TO_CLIENT, Answer, Closing, Farewell, Goodbye, Hello, Incarnation, Member
from rollcall_wire import Refused, Session, Survey, Unknown, Welcome, WireError, decode, encode, named

FIRST_RETRY, LAST_RETRY, REFUSED_RETRY, CLOSING_RETRY, FAREWELL_WAIT = 1.0, 4.0, 5.0, 1.0, 0.5  # seconds
LEAST_PATIENCE = 6.0  # seconds
NEVER = float("inf")
EVENTS = zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED


def patience(silence):
    """For how long nothing may come on a connection, in seconds; the silence of the WELCOME is in ms."""
    return max(LEAST_PATIENCE, 2 * silence / 1000)


class Client:
    def __init__(self, endpoint, cluster, member, keys=None):
        self.cluster, self.member = cluster, member
        self.session = Session(Incarnation(time.time_ns() // 1_000_000, os.urandom(16)), 1)
        self.hello()  # a member that no frame can carry is refused here
        self.connected = self.joined = self.leaving = self.left = False
        self.hello_at = self.silent_at = self.leave_at = NEVER
        self.connection = Connection(zmq.DEALER, endpoint, 32_768, keys)
        self.monitor = self.connection.socket.get_monitor_socket(EVENTS)

    def hello(self):
        return encode(Hello(self.cluster, self.session, 0, self.member))  # update 0, for the member never changes

    def send(self, frame):
        try:
            self.connection.socket.send(frame, zmq.NOBLOCK)
        except zmq.Again:
            pass  # nobody takes what is in the socket already; the retries go on

    def say_hello(self, retry=FIRST_RETRY):
        self.send(self.hello())
        self.retry, self.hello_at = retry, time.monotonic() + retry

    def out(self, hello_in, lost_by=None):
        """It is no member any more, or not yet."""
        if self.joined and lost_by:
            say("lost", lost_by)
        self.joined, self.silent_at = False, NEVER
        self.retry, self.hello_at = FIRST_RETRY / 2, time.monotonic() + hello_in

    def on_message(self, message):
        if self.joined:
            self.silent_at = time.monotonic() + self.patience
        client = message.session.client if isinstance(message, Welcome) else getattr(message, "client", None)
        if client not in (None, self.session.client):
            return
        match message:
            case Farewell() | Unknown() | Refused() | Closing() if self.leaving:
                self.left = True
            case _ if self.leaving:
                pass  # no ANSWER after GOODBYE
            case Welcome(session=session, silence=silence):
                raised = session.number > self.session.number
                if raised:
                    self.session = session
                if raised or not self.joined:
                    say("joined", self.session.number)
                self.joined, self.hello_at = True, NEVER
                self.patience = patience(silence)
                self.silent_at = time.monotonic() + self.patience
            case Survey(round=number):
                self.send(encode(Answer(self.session, number)))
            case Refused(reason=reason, detail=detail):
                say("refused", named(REASONS, reason, "VERSION"), ascii(detail))
                self.out(REFUSED_RETRY)
            case Unknown():
                self.out(0, "unknown")
            case Closing():  # a HELLO would be lost with the connection
                self.out(CLOSING_RETRY, "closing")

    def on_connection(self, event):
        if self.leaving:
            self.left = self.connected and event == zmq.EVENT_DISCONNECTED
        elif event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
            self.connected = True
            if not self.joined:  # the HELLO that waited in the socket goes out now
                self.retry, self.hello_at = FIRST_RETRY, time.monotonic() + FIRST_RETRY
        elif self.connected:  # else it was an attempt only, and the HELLO still waits
            self.connected = False
            self.out(NEVER, "connection")
            self.say_hello()

    def on_time(self, now):
        if now >= self.silent_at:  # the connection may be half open: it is made anew
            self.connection.reconnect()
            self.connected = False
            self.out(NEVER, "silence")
            self.say_hello()
        if now >= self.hello_at:
            if self.connected:
                self.say_hello(min(self.retry * 2, LAST_RETRY))
            else:
                self.hello_at = NEVER  # none is added to the one that waits in the socket
        self.left = self.left or now >= self.leave_at

    def leave(self):
        self.out(NEVER)
        self.leaving = True
        self.leave_at = time.monotonic() + FAREWELL_WAIT
        self.send(encode(Goodbye(self.session)))

    def run(self, also=None):
        """Also has further sockets, each with what is called when it can be read."""
        also = also or {}
        dealer, signals, poller = self.connection.socket, wake_on_signals(), zmq.Poller()
        for source in (dealer, self.monitor, signals, *also):
            poller.register(source, zmq.POLLIN)
        self.say_hello()
        while not self.left:
            wait = min(self.hello_at, self.silent_at, self.leave_at) - time.monotonic()
            ready = dict(poller.poll(1 + 1000 * max(0, min(wait, 60))))
            if dealer in ready:  # before the monitor: what came on a connection came before its loss
                message = self.connection.receive(lambda frame: decode(frame, TO_CLIENT))
                if message:
                    self.on_message(message)
            elif self.monitor in ready:
                self.on_connection(recv_monitor_message(self.monitor)["event"])
            for source in also.keys() & ready.keys():
                also[source]()
            if signals.fileno() in ready and signals.recv(64) and not self.leaving:
                self.leave()
            self.on_time(time.monotonic())
        self.connection.end(FAREWELL_WAIT)  # this process may have been held up for so long that nothing went out yet
        say("left")


def main():
    parser = argparse.ArgumentParser(description="a Rollcall client")
    parser.add_argument("endpoint")
    parser.add_argument("name")
    parser.add_argument("--type", default="")
    parser.add_argument("--attribute", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--cluster", default="")
    add_keys(parser)
    given = parser.parse_args()
    attributes = dict(attribute.partition("=")[::2] for attribute in given.attribute)
    try:
        client = Client(given.endpoint, given.cluster, Member(given.name, given.type, 0, attributes), keys_of(given))
    except (WireError, zmq.ZMQError, OSError, ValueError) as error:
        parser.error(str(error))
    client.run()


if __name__ == "__main__":
    main()
