package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.WireException;

/** One end of an SP protocol, and the number that it offers in its handshake. */
enum Protocol {
  PUB(0x20, 0x20),
  SUB(0x21, 0x21),
  SURVEYOR(0x62, 0x60),
  RESPONDENT(0x63, 0x61);

  private final int current;
  private final int old;

  Protocol(int current, int old) {
    this.current = current;
    this.old = old;
  }

  int number(Generation generation) {
    return generation == Generation.CURRENT ? current : old;
  }

  boolean hasGenerations() {
    return current != old;
  }

  /** The other end. */
  Protocol peer() {
    return switch (this) {
      case PUB -> SUB;
      case SUB -> PUB;
      case SURVEYOR -> RESPONDENT;
      case RESPONDENT -> SURVEYOR;
    };
  }

  /** The generation of a peer that offers this number. */
  Generation generationOfPeer(int number) throws WireException {
    Protocol peer = peer();
    if (number == peer.current) {
      return Generation.CURRENT;
    }
    if (number == peer.old) {
      return Generation.OLD_MANGOS;
    }
    String wanted = hex(peer.current) + (hasGenerations() ? " or " + hex(peer.old) : "");
    throw new WireException("protocol number " + hex(number) + " is not " + wanted);
  }

  private static String hex(int number) {
    return String.format("0x%02x", number);
  }
}
