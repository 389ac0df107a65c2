package io.rollcall.discovery.survey;

/** Does what a {@link Surveyor} wants done. */
public interface ServerSink {
  /** Sends a message to one peer. */
  void send(Action.Send send, long now);

  /** Sends a survey. */
  void ask(Action.Ask ask);

  /** Publishes to all subscribers. */
  void publish(Action.Publish publish, long now);

  /** Publishes a part of a snapshot. */
  void supply(Action.Supply supply);

  /** Tells the operator. */
  void warn(Action.Warn warn);
}
