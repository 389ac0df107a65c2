"""What the client and the subscriber have in common: their socket's options, dropped frames, and signals."""

import signal
import socket
import sys

import zmq
import zmq.auth

from rollcall_wire import WireError


SEALED = 33  # what CURVE adds to a message, octets


class Keys:
    """What a secured server asks for: this side's own certificate, and the server's, read from their files."""

    def __init__(self, own, server):
        self.public, self.secret = zmq.auth.load_certificate(own)
        self.server, _ = zmq.auth.load_certificate(server)
        if self.secret is None:
            raise ValueError(f"{own} has no secret key")

    def apply(self, to):
        to.curve_publickey, to.curve_secretkey, to.curve_serverkey = self.public, self.secret, self.server


def add_keys(parser):
    parser.add_argument("--keys", nargs=2, metavar=("OWN.key_secret", "SERVER.key"))


def keys_of(given):
    return Keys(*given.keys) if given.keys else None


class Connection:
    """A socket connected to one endpoint of a server. It counts the frames that it drops."""

    def __init__(self, kind, endpoint, largest_message, keys=None):
        self.endpoint, self.dropped = endpoint, 0
        self.socket = zmq.Context.instance().socket(kind)
        if keys:
            keys.apply(self.socket)
            largest_message += SEALED
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.MAXMSGSIZE, largest_message)
        self.socket.setsockopt(zmq.HANDSHAKE_IVL, 2_000)
        self.socket.setsockopt(zmq.RECONNECT_IVL, 10)
        self.socket.setsockopt(zmq.RECONNECT_IVL_MAX, 500)
        self.socket.connect(endpoint)

    def reconnect(self):
        self.socket.disconnect(self.endpoint)
        self.socket.connect(self.endpoint)

    def end(self, linger):
        """Closes all sockets; what waits in them still goes out, if that takes no longer than this, in seconds."""
        zmq.Context.instance().destroy(linger=int(1000 * linger))

    def receive(self, decode):
        """The next message, or None if there is nothing in it for this version."""
        frames = self.socket.recv_multipart()
        try:
            if len(frames) == 1:
                return decode(frames[0])
        except WireError:
            pass
        self.dropped += 1
        return None


def wake_on_signals():
    """A socket that can be read once SIGTERM or SIGINT came, so that a signal is one more thing to poll for."""
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.detach())  # open for as long as the process lives
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return reader


def say(*fields):
    """A line of UTF-8, whatever the locale, which whoever reads the pipe sees at once."""
    sys.stdout.buffer.write("\t".join(map(str, fields)).encode() + b"\n")
    sys.stdout.buffer.flush()
