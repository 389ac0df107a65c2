package io.rollcall.benchmarks.thin;

import io.rollcall.benchmarks.peers.JeroHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A member of a bare hub: a DEALER that says its name, and answers whatever it is asked. */
final class BareMember extends ThinStay {
  BareMember(ThinLoop loop, InetSocketAddress address, ThinStays stays, String name) {
    super(loop, address, stays, name);
  }

  @Override
  void leave() throws IOException {
    send(Zmtp.message(Zmtp.ascii("L" + name)));
    stays.left(this);
  }

  /** Has the hub ask all, with a frame of this round. */
  void askAll(long round) throws IOException {
    send(Zmtp.message(JeroHub.askAll(round)));
  }

  @Override
  void ready() throws IOException {
    byte[] word = Zmtp.message(Zmtp.ascii("J" + name));
    saidAt = System.nanoTime();
    send(word);
    // Nobody answers it: a bare hub has no welcome.
    loop.in(this);
    stays.entered(this);
  }

  @Override
  void heard(ByteBuffer body, long length) throws IOException {
    loop.tally.count(Event.SURVEY);
    long round = JeroHub.roundOf(body);
    loop.rounds.asked(round);
    send(Zmtp.message(JeroHub.answer(round)));
    loop.rounds.answered(stays.size());
  }
}
