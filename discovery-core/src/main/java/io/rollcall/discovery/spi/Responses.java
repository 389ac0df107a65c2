package io.rollcall.discovery.spi;

import io.rollcall.discovery.Member;

/**
 * What a server is told of {@link Respondents}. Thread-safe; no method waits. Once the server is
 * closed, what is told is dropped.
 */
public interface Responses extends AutoCloseable {

  /**
   * A respondent has answered a round, as this member. Its first answer makes it a member, under
   * the same rules as any client; an answer under another name is that one's goodbye and another's
   * join.
   *
   * @param respondent its number
   * @param address from where it is connected, to explain it; empty if that is not known
   * @param self name, type, attributes and status
   * @param round the number that it was asked with
   */
  void heard(long respondent, String address, Member self, long round);

  /** A respondent's connection is lost; it leaves unless its name returns within the grace. */
  void lost(long respondent);

  /** All of them are lost, and none is asked any more. Idempotent. */
  @Override
  void close();
}
