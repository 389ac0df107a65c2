package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.JeroHub;

/** A blocking {@code recv} on the ROUTER, ended every millisecond for everything else. */
final class RecvWait implements Wait {
  private final JeroHub hub;

  RecvWait(JeroHub hub) {
    this.hub = hub;
    hub.router().setReceiveTimeOut(1);
  }

  @Override
  public void await(boolean found) {
    hub.passOn(0);
  }

  @Override
  public void wakeUp() {
    // It wakes soon.
  }
}
