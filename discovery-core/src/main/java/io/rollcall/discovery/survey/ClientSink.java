package io.rollcall.discovery.survey;

/** Does what a {@link Respondent} wants done. */
public interface ClientSink {
  /** Sends a message to a server. */
  void send(Action.Send send);

  /** Replaces a connection. */
  void reconnect(Action.Reconnect reconnect);

  /** Reports the client's state. */
  void clientChanged(Action.ClientChanged changed);
}
