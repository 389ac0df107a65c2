package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.JeroHub;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** JeroMQ's own poller on both sockets and on a pipe of sockets for the commands. */
final class PollerWait implements Wait {
  private static final String PIPE = "inproc://commands";

  private final ZMQ.Poller poller;
  private final ZMQ.Socket pull;
  private final ZMQ.Socket push;

  PollerWait(JeroHub hub) {
    pull = hub.context().socket(SocketType.PULL);
    pull.bind(PIPE);
    push = hub.context().socket(SocketType.PUSH);
    push.connect(PIPE);
    poller = hub.context().poller(3);
    poller.register(hub.router(), ZMQ.Poller.POLLIN);
    poller.register(hub.publisher(), ZMQ.Poller.POLLIN);
    poller.register(pull, ZMQ.Poller.POLLIN);
  }

  @Override
  public void await(boolean found) {
    poller.poll(-1);
    while (pull.recv(ZMQ.DONTWAIT) != null) {
      // It only wakes.
    }
  }

  /** One thread at a time may use a socket. */
  @Override
  public synchronized void wakeUp() {
    push.send(new byte[0], ZMQ.DONTWAIT);
  }
}
