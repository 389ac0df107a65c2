"""Asks a node of a Rollcall mesh one thing, as a guest, and prints the answer.

python3 mesh_ask.py tcp://HOST:PORT NODE COMMAND TEXT [--cluster CLUSTER]
"""

import argparse
import os
import sys
import time

import zmq

from mesh_wire import GUEST, MAGIC, VERSION, Failure, Hello, Identity, Refused, Reply, Request, Welcome
from mesh_wire import cause_of, decode, encode
from rollcall_sockets import Connection, say
from rollcall_wire import WireError

PATIENCE = 3_000  # milliseconds, for the connection and again for the answer
SELF = Identity("ask.py", time.time_ns() // 1_000_000, os.urandom(16))


def ask(endpoint, node, cluster, command, payload):
    """The REPLY, or the FAILURE or REFUSED that came instead; None if nothing came in time."""
    connection = Connection(zmq.DEALER, endpoint, 10_100_000)
    # The start of the node is in the roster, which a guest without a subscriber does not see: 0 is any.
    connection.socket.send(encode(Hello(MAGIC, VERSION, cluster, SELF, Identity(node, 0, bytes(16)), GUEST)))
    said = expect(connection, (Welcome, Refused))
    if isinstance(said, Welcome):
        connection.socket.send(encode(Request(1, command, PATIENCE, payload)))
        said = expect(connection, (Reply, Failure))
    connection.end(0)
    return said


def expect(connection, kinds):
    end = time.monotonic() + PATIENCE / 1000
    while connection.socket.poll(max(0, 1000 * (end - time.monotonic()))):
        frame = connection.receive(decode)
        if isinstance(frame, kinds):
            return frame
    return None


def main():
    parser = argparse.ArgumentParser(description="asks a node of a Rollcall mesh")
    parser.add_argument("endpoint")
    parser.add_argument("node")
    parser.add_argument("command", type=int)
    parser.add_argument("text")
    parser.add_argument("--cluster", default="")
    given = parser.parse_args()
    try:
        said = ask(given.endpoint, given.node, given.cluster, given.command, given.text.encode())
    except (WireError, zmq.ZMQError) as error:
        parser.error(str(error))
    match said:
        case Reply(payload=payload):
            say("reply", payload.decode(errors="replace"))
        case Failure(cause=cause, detail=detail) | Refused(cause=cause, detail=detail):
            say("failure", cause_of(cause), ascii(detail))
        case None:
            say("failure", "TIMED_OUT")
    sys.exit(not isinstance(said, Reply))


if __name__ == "__main__":
    main()
