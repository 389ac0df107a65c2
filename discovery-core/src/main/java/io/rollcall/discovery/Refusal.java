package io.rollcall.discovery;

/**
 * Why a server did not let a client in.
 *
 * @param reason the kind of reason
 * @param detail the server's own words: the value and the bound
 */
public record Refusal(Reason reason, String detail) {

  /** The kinds of reason to refuse a client. */
  public enum Reason {
    /** It speaks a version of the protocol that is more than one apart. */
    VERSION,
    /** It names another cluster. */
    CLUSTER,
    /** The server has as many members as it takes. */
    LIMIT,
    /** Its name, type or attributes are against the rules. */
    NAME,
    /** It proved no key that the server accepts. */
    KEY
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
