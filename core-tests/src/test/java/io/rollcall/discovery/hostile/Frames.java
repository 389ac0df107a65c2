package io.rollcall.discovery.hostile;

import static io.rollcall.discovery.hostile.Attack.greeted;
import static io.rollcall.discovery.hostile.Zmtp.ascii;
import static io.rollcall.discovery.hostile.Zmtp.claim;
import static io.rollcall.discovery.hostile.Zmtp.command;
import static io.rollcall.discovery.hostile.Zmtp.frame;
import static io.rollcall.discovery.hostile.Zmtp.join;
import static io.rollcall.discovery.hostile.Zmtp.message;
import static io.rollcall.discovery.hostile.Zmtp.octets;
import static io.rollcall.discovery.hostile.Zmtp.times;

import io.rollcall.discovery.hostile.Attack.Fate;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.Stream;

/** Attacks after a proper handshake, on a socket that takes messages of at most {@code limit}. */
final class Frames {
  /** What JeroMQ takes for something else, and the engine for what it is. */
  private static final Fate MALFORMED =
      "jeromq".equals(System.getProperty("rollcall.transport")) ? Fate.SERVED : Fate.CUT;

  private static final byte[] NOTHING = {};

  private Frames() {}

  static Stream<Attack> attacks(int limit) {
    return Stream.of(lengths(limit), commands(), contents(limit)).flatMap(all -> all);
  }

  /** More than a subscriber has to say; a client or a server may say as much. */
  static Stream<Attack> floods(Fate fate) {
    return Stream.of(
        greeted("10,000 commands", fate, times(10_000, command("NOISE", octets(50, 7)))),
        greeted("1,000 PINGs", fate, times(1_000, ping(0))),
        greeted(
            "a message of 5,000 frames",
            fate,
            times(5_000, frame(Zmtp.MORE, ascii("x"))),
            message(ascii("x"))),
        greeted("300 different subscriptions, each deep", fate, deeps(300, 1_000)));
  }

  private static Stream<Attack> lengths(int limit) {
    return Stream.of(
        greeted("a length of 2^31-1", Fate.CUT, claim(0, Integer.MAX_VALUE)),
        greeted("a length of 2^32+1", Fate.CUT, claim(0, (1L << 32) + 1)),
        greeted("a length of 2^62", Fate.CUT, claim(0, 1L << 62)),
        greeted("a length one over the limit", Fate.CUT, claim(0, limit + 1L)),
        greeted("a message as long as the limit", Fate.SERVED, message(octets(limit, 'x'))),
        greeted("a command over the limit", Fate.CUT, claim(Zmtp.COMMAND, limit + 1L)),
        greeted("a length of -1", MALFORMED, claim(0, -1)),
        greeted("a length of -2^63", MALFORMED, claim(0, Long.MIN_VALUE)),
        greeted(
            "a negative length that is 2^31-1 when cut to 32 bits",
            MALFORMED,
            claim(0, Long.MIN_VALUE | Integer.MAX_VALUE)),
        greeted("a length of 0", Fate.SERVED, message(NOTHING)),
        greeted("a length of 0 in eight octets", Fate.SERVED, claim(0, 0)));
  }

  private static Stream<Attack> commands() {
    return Stream.of(
        greeted("a command of no octet", MALFORMED, frame(Zmtp.COMMAND, NOTHING)),
        greeted("a command that nobody knows", Fate.SERVED, command("FROBNICATE", ascii("now"))),
        greeted("READY once more", Fate.SERVED, Zmtp.ready("PUSH")),
        greeted("ERROR after READY", MALFORMED, command("ERROR", Zmtp.shortString("400"))),
        greeted("a PING of the longest time to live", Fate.SERVED, ping(0x7fff)),
        greeted("a PING of a negative time to live", Fate.SERVED, ping(0xffff)),
        greeted("a PONG that nobody asked for", Fate.SERVED, command("PONG", ascii("x"))),
        greeted(
            "a SUBSCRIBE command of ZMTP 3.1", Fate.SERVED, command("SUBSCRIBE", octets(900, 'd'))),
        greeted("a CANCEL command of ZMTP 3.1", Fate.SERVED, command("CANCEL", ascii("ROLL"))),
        greeted("a command with MORE", MALFORMED, frame(Zmtp.COMMAND | Zmtp.MORE, ascii("x"))));
  }

  private static Stream<Attack> contents(int limit) {
    return Stream.of(
        greeted("flags that mean nothing", MALFORMED, frame(0xf8, ascii("x"))),
        greeted("a message that never ends", Fate.OPEN, times(5_000, frame(Zmtp.MORE, ascii("x")))),
        greeted("a message of which half comes", Fate.OPEN, claim(0, limit), octets(limit / 2, 1)),
        greeted("half a length", Fate.OPEN, new byte[] {Zmtp.LARGE, 0, 0}),
        greeted("a subscription of 20,000 octets", fateOf(20_001, limit), deep(20_000)),
        greeted("a cancelled subscription that never was", Fate.SERVED, message(octets(30, 0))),
        greeted("random octets", Fate.OPEN, random(4_000)));
  }

  private static Fate fateOf(int length, int limit) {
    return length > limit ? Fate.CUT : Fate.SERVED;
  }

  private static byte[] ping(int timeToLive) {
    return command("PING", new byte[] {(byte) (timeToLive >> 8), (byte) timeToLive});
  }

  private static byte[] deep(int length) {
    return message(join(new byte[] {1}, octets(length, 'd')));
  }

  private static byte[] deeps(int count, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] one = octets(length, i >> 8);
      one[0] = 1;
      one[2] = (byte) i;
      all.writeBytes(message(one));
    }
    return all.toByteArray();
  }

  static byte[] random(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
