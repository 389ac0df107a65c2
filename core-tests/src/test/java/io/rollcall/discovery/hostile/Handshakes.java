package io.rollcall.discovery.hostile;

import static io.rollcall.discovery.hostile.Attack.ungreeted;
import static io.rollcall.discovery.hostile.Zmtp.ascii;
import static io.rollcall.discovery.hostile.Zmtp.claim;
import static io.rollcall.discovery.hostile.Zmtp.command;
import static io.rollcall.discovery.hostile.Zmtp.greeting;
import static io.rollcall.discovery.hostile.Zmtp.join;
import static io.rollcall.discovery.hostile.Zmtp.message;
import static io.rollcall.discovery.hostile.Zmtp.number4;
import static io.rollcall.discovery.hostile.Zmtp.octets;
import static io.rollcall.discovery.hostile.Zmtp.property;
import static io.rollcall.discovery.hostile.Zmtp.shortString;

import io.rollcall.discovery.hostile.Attack.Fate;
import java.util.Arrays;
import java.util.stream.Stream;

/** Attacks that are no proper handshake of ZMTP 3. */
final class Handshakes {
  private Handshakes() {}

  /** What is decided at once; {@code socketType} is the one that would be let in. */
  static Stream<Attack> attacks(String socketType) {
    return Stream.concat(greetings(), commands(socketType));
  }

  /** What is no ZMTP 3 from its first octets: JeroMQ takes it for an older version of it. */
  static Stream<Attack> older(Fate fate) {
    byte[] signature = Arrays.copyOf(greeting(), 10);
    return Stream.of(
        ungreeted("HTTP", fate, ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")),
        ungreeted("TLS", fate, new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3}),
        ungreeted("text", fate, ascii("\r\n\r\nhelp\r\n")),
        ungreeted("zeros", fate, octets(100, 0)),
        ungreeted("random octets", fate, Frames.random(4_000)),
        ungreeted("ZMTP 1.0", fate, ascii("\1\0\6\0hello")),
        ungreeted("ZMTP 1.0, its identity without end", fate, ascii("\2\1a\6\0hello")),
        ungreeted("ZMTP 1.0, signed", fate, new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0}),
        ungreeted("ZMTP 2.0", fate, signature, new byte[] {1, 5, 0, 0, 0, 5}, ascii("hello")),
        ungreeted(
            "ZMTP 2.0, its length negative",
            fate,
            signature,
            new byte[] {1, 5},
            claim(0, Long.MIN_VALUE | Integer.MAX_VALUE)));
  }

  private static Stream<Attack> greetings() {
    return Stream.of(
        ungreeted("mechanism PLAIN", Fate.CUT, greeting(3, "PLAIN")),
        ungreeted("mechanism CURVE", Fate.CUT, greeting(3, "CURVE")),
        ungreeted("no mechanism", Fate.CUT, greeting(3, "")),
        ungreeted("a mechanism without end", Fate.CUT, greeting(3, "NULLNULLNULLNULLNULLNULL")),
        ungreeted("version 255 and no more", Fate.OPEN, greeting(255, "NULL")),
        ungreeted("half a handshake", Fate.OPEN, greeting()));
  }

  private static Stream<Attack> commands(String socketType) {
    byte[] type = property("Socket-Type", ascii(socketType));
    byte[] more = ascii("...");
    return Stream.of(
        ready("the wrong socket type", Fate.CUT, property("Socket-Type", ascii("PUSH"))),
        ready("no such socket type", Fate.CUT, property("Socket-Type", octets(200, 0xff))),
        ready("no socket type", Fate.OPEN),
        ready("a name longer than the rest", Fate.CUT, type, new byte[] {99, 'x'}),
        ready("a value longer than the rest", Fate.CUT, type, shortString("x"), number4(9), more),
        ready("a value of 2^31-1", Fate.CUT, shortString("x"), number4(Integer.MAX_VALUE), more),
        ready("a negative value", Fate.CUT, shortString("x"), number4(-1), more),
        ready("a name of no octet", Fate.CUT, octets(9, 0)),
        ready("an identity of 900 octets", Fate.OPEN, type, property("Identity", octets(900, 1))),
        after("READY over the limit", claim(Zmtp.COMMAND, 1L << 21)),
        after("READY of 2^31-1", claim(Zmtp.COMMAND, Integer.MAX_VALUE)),
        after("a message before READY", message(ascii("hello"))),
        after("PING before READY", command("PING", new byte[2])),
        after("SUBSCRIBE before READY", command("SUBSCRIBE", ascii("ROLL"))),
        ungreeted("ERROR", Fate.OPEN, greeting(), command("ERROR", shortString("no"))),
        after("ERROR with a length that lies", command("ERROR", new byte[] {99})),
        after("an empty command", command("", new byte[0])),
        after("HELLO of PLAIN", command("HELLO", shortString("admin"))));
  }

  private static Attack ready(String what, Fate fate, byte[]... properties) {
    return ungreeted("READY: " + what, fate, greeting(), command("READY", join(properties)));
  }

  private static Attack after(String what, byte[] octets) {
    return ungreeted(what, Fate.CUT, greeting(), octets);
  }
}
