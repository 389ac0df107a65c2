package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.net.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One side of a connection, by hand: writes down all that its session says. */
final class Side implements ZmtpSession.Handler {
  /** What it has said to its owner, a line each. */
  final List<String> told = new ArrayList<>();

  /** How many octets each write had. */
  final List<Integer> writes = new ArrayList<>();

  /** For its unfinished frames. */
  final OctetBudget budget;

  final ZmtpSession session;
  private ByteBuffer written = ByteBuffer.allocate(1 << 16);
  boolean full;

  /** Takes what it writes instead of it, if there is such. */
  @Nullable Predicate<Payload> instead;

  /** Whether steps of a handshake wait. */
  boolean waits;

  /** How many steps of a handshake have asked whether they may be taken. */
  int steps;

  Side(SocketType type) {
    this(type, 1 << 15);
  }

  Side(SocketType type, int longest) {
    this(type, longest, OctetBudget.unbounded());
  }

  Side(SocketType type, int longest, OctetBudget budget) {
    this.budget = budget;
    session = new ZmtpSession(type, new NullMechanism(type), longest, 4_096, budget, this);
  }

  Side(SocketType type, Mechanism mechanism) {
    budget = OctetBudget.unbounded();
    session = new ZmtpSession(type, mechanism, 1 << 15, 4_096, budget, this);
  }

  /** All that it has written since it was asked last. */
  byte[] written() {
    byte[] all = new byte[written.flip().remaining()];
    written.get(all);
    written = ByteBuffer.allocate(1 << 16);
    return all;
  }

  /** Takes what stands in hexadecimal digits. */
  Side hears(String hex) throws ZmtpException {
    hears(octets(hex), 0, octets(hex).length);
    return this;
  }

  /** Takes so many octets of these. */
  void hears(byte[] octets, int from, int length) throws ZmtpException {
    ByteBuffer all = ByteBuffer.wrap(octets, from, length);
    while (all.hasRemaining()) {
      session.received(all);
    }
  }

  /** Two sides talk until neither has more to say. */
  static void talk(Side one, Side other) throws ZmtpException {
    byte[] from = one.written();
    byte[] back = other.written();
    while (from.length + back.length > 0) {
      other.hears(from, 0, from.length);
      one.hears(back, 0, back.length);
      from = one.written();
      back = other.written();
    }
  }

  static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.US_ASCII);
  }

  @Override
  public boolean write(Payload frames) {
    if (full) {
      return false;
    }
    if (instead != null) {
      return instead.test(frames);
    }
    writes.add(frames.size());
    frames.put(written);
    return true;
  }

  @Override
  public void ready() {
    told.add("ready");
  }

  @Override
  public boolean mayProceed() {
    steps++;
    return !waits;
  }

  @Override
  public void refused(String reason) {
    told.add("refused " + reason);
  }

  @Override
  public void message(byte[] body) {
    told.add("message " + text(body));
  }

  @Override
  public void subscribed(byte[] topic) {
    told.add("subscribed " + text(topic));
  }

  @Override
  public void cancelled(byte[] topic) {
    told.add("cancelled " + text(topic));
  }

  @Override
  public void dropped(String what) {
    told.add("dropped " + what);
  }

  @Override
  public void promised(int tenths) {
    told.add("promised " + tenths);
  }
}
