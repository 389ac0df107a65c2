"""One end of a connection, by libzmq: says what a line of its input tells it to, prints what it hears.

    zmq_peer.py [--keys SECRET TRUSTED] router|dealer|xpub|sub bind|connect ENDPOINT [TOPIC]

A line is one message. Of a ROUTER each goes to whoever was heard last. With keys both sides prove theirs. SECRET is the
certificate of this side, TRUSTED a folder of public ones: what binds lets these in, what connects wants one of them.
"""

import sys
import threading

import zmq
import zmq.auth
import zmq.auth.thread

arguments = sys.argv[1:]
keys = []
if arguments[0] == "--keys":
    keys = arguments[1:3]
    del arguments[:3]
kind, how, endpoint = arguments[:3]
context = zmq.Context()
socket = context.socket(getattr(zmq, kind.upper()))
socket.linger = 0
# What connects is asked by libzmq itself whether it lives, several times while a test runs.
socket.heartbeat_ivl = 100
socket.heartbeat_timeout = 20_000
if kind == "sub":
    socket.subscribe(arguments[3])
if keys:
    socket.curve_publickey, socket.curve_secretkey = zmq.auth.load_certificate(keys[0])
    if how == "bind":
        authenticator = zmq.auth.thread.ThreadAuthenticator(context)
        authenticator.start()
        authenticator.configure_curve(location=keys[1])
        socket.curve_server = True
    else:
        socket.curve_serverkey = next(iter(zmq.auth.load_certificates(keys[1])))
if how == "bind":
    socket.bind(endpoint)
else:
    socket.connect(endpoint)
print("at", socket.last_endpoint.decode(), flush=True)

inside = zmq.Context.instance()
lines = inside.socket(zmq.PAIR)
lines.bind("inproc://lines")


def read():
    pair = inside.socket(zmq.PAIR)
    pair.connect("inproc://lines")
    for line in sys.stdin:
        pair.send_string(line.rstrip("\n"))
    pair.send_string("")


threading.Thread(target=read, daemon=True).start()
poller = zmq.Poller()
poller.register(socket, zmq.POLLIN)
poller.register(lines, zmq.POLLIN)
last = None
while True:
    ready = dict(poller.poll())
    if socket in ready:
        parts = socket.recv_multipart()
        if kind == "router":
            last = parts.pop(0)
        if kind == "xpub":
            print("subscribed" if parts[0][0] else "cancelled", parts[0][1:].decode(), flush=True)
        else:
            print("heard", b"|".join(parts).decode(), flush=True)
    if lines in ready:
        line = lines.recv()
        if not line:
            break
        socket.send_multipart([last, line] if kind == "router" else [line])
