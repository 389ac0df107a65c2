"""A node of a Rollcall mesh, until SIGTERM or SIGINT. Command 7 answers with the payload reversed, 8 prints it, 9 fails.

python3 mesh_node.py tcp://HOST:PORT NAME [--type TYPE] [--cluster CLUSTER] [--bind HOST]
"""

import argparse
import time

import zmq

from client import Client
from mesh_wire import REACHED, NUMBER_OF, VERSION, Branch, Failure, Hello, Identity, Message, Note, Outcome, Ping, Pong
from mesh_wire import Receipt, Refused, Reply, Report, Request, Welcome, decode, encode
from rollcall_sockets import say
from rollcall_wire import Member, WireError

MOST_OCTETS = 1_000_000  # of a payload
MOST_PEERS = 10_000  # a ROUTER does not tell who has gone
KEPT = 120  # seconds that the outcomes of a silent sender's messages, and the id of a tree, are remembered
NOT_KNOWN = (0, bytes(16))


class NotHandled(Exception):
    def __init__(self, cause, detail=""):
        self.cause, self.detail = NUMBER_OF[cause], detail


class Node:
    """The side that is connected to and answers. Handlers run here, one after the other."""

    def __init__(self, host, name, cluster, handlers):
        self.name, self.cluster, self.handlers, self.leaving = name, cluster, handlers, lambda: False
        self.peers, self.outcomes, self.trees = {}, {}, {}
        self.router = zmq.Context.instance().socket(zmq.ROUTER)
        self.router.setsockopt(zmq.LINGER, 0)
        self.router.setsockopt(zmq.MAXMSGSIZE, MOST_OCTETS + 65_536)
        self.router.setsockopt(zmq.HANDSHAKE_IVL, 2_000)
        self.address = f"{host}:{self.router.bind_to_random_port(f'tcp://{host}')}"

    def starts_as(self, incarnation, leaving):
        """The incarnation with which its client joins is the one that others mean."""
        self.identity = Identity(self.name, incarnation.start, incarnation.id)
        self.leaving = leaving

    def read(self):
        peer, *frames = self.router.recv_multipart()
        try:
            frame = decode(frames[0]) if len(frames) == 1 else None
        except WireError:
            return
        answer = self.answer(peer, frame)
        if answer:
            self.router.send_multipart([peer, encode(answer)])

    def answer(self, peer, frame):
        if isinstance(frame, Ping):
            return Pong(frame.number)
        if isinstance(frame, Hello):
            return self.admit(peer, frame)
        sender = self.peers.get(peer)
        if sender is None:
            return None
        match frame:
            case Request(id=number, command=command, payload=payload):
                try:
                    return Reply(number, self.handle(sender.name, command, payload))
                except NotHandled as why:
                    return Failure(number, why.cause, why.detail)
            case Message(number=number, oldest=oldest, command=command, payload=payload):
                return Receipt(number, self.once(sender, number, oldest, command, payload))
            case Note(command=command, payload=payload):
                self.outcome(sender.name, command, payload)
            case Branch():
                return self.branch(frame)
        return None  # a handler here is done before a CANCEL is read

    def admit(self, peer, hello):
        why = self.refusal(hello)
        if why:
            return Refused(NUMBER_OF[why], f"this is node '{self.name}' of cluster '{self.cluster}'")
        self.peers[peer] = hello.sender
        if len(self.peers) > MOST_PEERS:
            del self.peers[next(iter(self.peers))]
        return Welcome(VERSION, self.identity, MOST_OCTETS)

    def refusal(self, hello):
        if hello.cluster != self.cluster or hello.version != VERSION or hello.sender[1:] == NOT_KNOWN:
            return "REFUSED"
        if hello.target.name != self.name:
            return "NO_SUCH_NODE"
        return None if hello.target[1:] in (NOT_KNOWN, self.identity[1:]) else "RESTARTED"

    def handle(self, sender, command, payload):
        if self.leaving():
            raise NotHandled("DRAINING")
        if command not in self.handlers:
            raise NotHandled("NO_HANDLER", f"it has no handler for command {command}")
        try:
            return self.handlers[command](sender, payload)
        except Exception as error:
            raise NotHandled("HANDLER_FAILED", str(error)[:1000]) from error

    def outcome(self, sender, command, payload):
        try:
            self.handle(sender, command, payload)
            return REACHED
        except NotHandled as why:
            return why.cause

    def once(self, sender, number, oldest, command, payload):
        """A number that was handled before has the same outcome; those that are not sent again are forgotten."""
        forget(self.outcomes, KEPT)
        _, known = self.outcomes.get(sender, (0, {}))
        if number not in known:
            known[number] = self.outcome(sender.name, command, payload)
        known = {each: outcome for each, outcome in known.items() if each >= oldest}
        self.outcomes[sender] = time.monotonic(), known
        return known.get(number, REACHED)

    def branch(self, frame):
        """It has no links of its own, so whoever sent it a branch has to reach the rest by others."""
        if frame.rest:
            return Failure(frame.id, NUMBER_OF["BUSY"], "it passes no messages on") if frame.id else None
        forget(self.trees, KEPT)
        _, outcome = self.trees.get(frame.tree, (0, None))
        if outcome is None:
            outcome = self.outcome(frame.origin, frame.command, frame.payload)
        self.trees[frame.tree] = time.monotonic(), outcome
        return Reply(frame.id, Report.write([Outcome(self.name, outcome)])) if frame.id else None


def forget(of, seconds):
    """Takes out what was last used so long ago; what was used later stands behind it."""
    for key, (used, _) in list(of.items()):
        if time.monotonic() - used < seconds:
            break
        del of[key]


def show(sender, payload):
    say("got", sender, ascii(payload.decode(errors="replace")))
    return b""


def fail(sender, payload):
    raise ValueError(f"command 9 fails, {sender}")


HANDLERS = {7: lambda sender, payload: payload[::-1], 8: show, 9: fail}


def main():
    parser = argparse.ArgumentParser(description="a node of a Rollcall mesh")
    parser.add_argument("endpoint")
    parser.add_argument("name")
    parser.add_argument("--type", default="")
    parser.add_argument("--cluster", default="")
    parser.add_argument("--bind", default="127.0.0.1", metavar="HOST")
    given = parser.parse_args()
    try:
        node = Node(given.bind, given.name, given.cluster, HANDLERS)
        client = Client(given.endpoint, given.cluster, Member(given.name, given.type, 0, {"address.mesh": node.address}))
    except (WireError, zmq.ZMQError, OSError, ValueError) as error:
        parser.error(str(error))
    node.starts_as(client.session.client, lambda: client.leaving)
    client.run({node.router: node.read})


if __name__ == "__main__":
    main()
