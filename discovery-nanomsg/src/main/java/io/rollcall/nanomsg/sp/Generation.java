package io.rollcall.nanomsg.sp;

/**
 * Which numbers and survey ids the survey pair uses. Publish and subscribe is always {@link
 * #CURRENT}.
 */
public enum Generation {
  /** nanomsg, nng, and mangos since March 2015: a survey's id has its high bit set. */
  CURRENT(0x80000000),
  /** mangos before that, which gopherdiscovery pins: ids are without the high bit. */
  OLD_MANGOS(0);

  private final int mark;

  Generation(int mark) {
    this.mark = mark;
  }

  /** A survey's id, of 31 bits, as it stands on the wire. */
  int onWire(int id) {
    return id | mark;
  }

  /** Whether this word of a header is a survey's id, and not a hop. */
  boolean isId(int word) {
    return this == OLD_MANGOS || (word & mark) != 0;
  }
}
