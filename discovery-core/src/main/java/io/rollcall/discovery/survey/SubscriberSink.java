package io.rollcall.discovery.survey;

/** Does what a {@link Replica} wants done. */
public interface SubscriberSink {
  /** Subscribes to the topic of a request. */
  void request(Action.Request request, long now);

  /** Unsubscribes from the topic of a request. */
  void withdraw(Action.Withdraw withdraw);

  /** Replaces a connection. */
  void reconnect(Action.Reconnect reconnect);

  /** Reports a change of the roster. */
  void rosterChanged(Action.RosterChanged changed);

  /** Reports how far the roster can be trusted. */
  void stateChanged(Action.StateChanged changed);

  /** Tells the operator. */
  void warn(Action.Warn warn, long now);
}
