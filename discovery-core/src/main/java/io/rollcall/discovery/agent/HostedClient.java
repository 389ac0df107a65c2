package io.rollcall.discovery.agent;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Respondent;
import java.util.function.Consumer;

/**
 * One of the clients that share the connections of a {@link ClientAgent}. Only for that one's
 * thread.
 */
public final class HostedClient extends Timed {
  final String name;
  final Incarnation incarnation;
  final Respondent respondent;
  final Consumer<ClientState> states;

  /** When its goodbye has taken long enough. */
  long closeBy = Long.MAX_VALUE;

  /** Run once it has gone. */
  Runnable whenGone = () -> {};

  /**
   * A client of this incarnation that is on no connection yet; {@code name} stands in the log,
   * {@code states} must not block.
   */
  public HostedClient(
      String name,
      Incarnation incarnation,
      String cluster,
      Member self,
      Consumer<ClientState> states) {
    this.name = name;
    this.incarnation = incarnation;
    this.respondent = new Respondent(incarnation, cluster, self);
    this.states = states;
  }

  long dueNext() {
    return Math.min(respondent.due(), closeBy);
  }
}
