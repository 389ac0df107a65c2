package io.rollcall.discovery.spi;

import io.rollcall.discovery.Refusal;

/**
 * Respondents that another protocol brings into a server's survey, as the server asks them: {@link
 * Bridge#survey}. The server's thread calls, so each method must return at once and throw nothing.
 *
 * <p>Each respondent has a number, given by the one who brings it: one connection is one number,
 * and no number comes again.
 */
public interface Respondents {

  /**
   * Asks all that are connected now whether they are there; who connects later may be asked too.
   */
  void ask(long round);

  /**
   * The server did not take this one in, for this reason. Nothing else follows: it may stay
   * connected, and whatever it answers is a try again.
   */
  void refused(long respondent, Refusal why);

  /**
   * Calls {@code then}, from any thread, once {@link Responses} has been told of everything that
   * had arrived before this call. The server asks before it counts an answer as missed.
   */
  void whenRead(Runnable then);
}
