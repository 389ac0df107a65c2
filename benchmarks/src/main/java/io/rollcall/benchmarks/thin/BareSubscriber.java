package io.rollcall.benchmarks.thin;

import io.rollcall.benchmarks.peers.JeroHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A subscriber of a bare hub. It is in when its connection stands; the hub's thread learns of the
 * subscription when it next has something to do, so the first that is published may miss it.
 */
final class BareSubscriber extends ThinPeer {
  private static final byte[] HANDSHAKE = Zmtp.handshake("SUB");
  private static final byte[] ROLL = Zmtp.subscription(true, Zmtp.ascii(JeroHub.ROLL));

  BareSubscriber(ThinLoop loop, InetSocketAddress address) {
    super(loop, address, HANDSHAKE);
  }

  @Override
  void ready() throws IOException {
    send(ROLL);
    loop.in(this);
  }

  @Override
  void heard(ByteBuffer body, long length) throws IOException {
    loop.tally.count(Event.CHANGE);
    loop.tally.count(Event.CHANGE_OCTETS, Zmtp.head(length) + length);
    String text = StandardCharsets.US_ASCII.decode(body).toString();
    if (loop.watch.isFor(text.substring(text.indexOf(' ') + 1))) {
      loop.watch.seen();
    }
  }
}
