package io.rollcall.benchmarks.nanomsg;

import java.nio.ByteBuffer;

/** What a peer by hand writes and reads. Immutable; no method moves a buffer. */
interface Dialect {
  /** What it writes when connected. */
  byte[] opening();

  /** Octets of the far end's handshake, or -1 while it is not whole. */
  int handshake(ByteBuffer in);

  /** What it writes after that; may be empty. */
  byte[] greeting();

  /** Octets before the body of a message, or -1 while they are not whole. */
  int head(ByteBuffer in);

  /** Octets of its body, once the head is whole. */
  long length(ByteBuffer in);

  /** Whether it answers each message. */
  boolean answers();

  /** The answer to a message with this body. */
  byte[] answer(byte[] body);

  /** The dialect of this name. */
  static Dialect named(String name) {
    return switch (name) {
      case "sp-respondent" -> new SpDialect(0x63, true);
      case "sp-sub" -> new SpDialect(0x21, false);
      case "zmtp-dealer" -> ZmtpDialect.dealer();
      case "zmtp-sub" -> ZmtpDialect.sub();
      default -> throw new IllegalArgumentException("no dialect is named '" + name + "'");
    };
  }
}
