package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;

/**
 * One server, client or subscriber, driven by a transport: what a transport tells each of them. A
 * server is a {@link ListeningAgent}, a client or a subscriber is a {@link ConnectingAgent}. Not
 * thread-safe: one thread calls, and before each {@link #tick} it has handed over everything that
 * had been received.
 *
 * <p>Times are nanoseconds, not negative, of a clock that never jumps.
 */
public interface Agent {

  /** The ports are open. */
  void start(long now);

  /** A frame has come from a peer; for a subscriber, its topic stands first. */
  void heard(Peer from, byte[] frame, long now);

  /** Something came that is no frame at all; {@code what} says what. */
  void dropped(String what, long now);

  /** Time has passed. */
  void tick(long now);

  /** When {@link #tick} wants to be called, at the latest. */
  long due();

  /** Says goodbye. */
  void close(long now);

  /** Whether the goodbye needs no more time. */
  boolean isClosed();

  /** The ports are closed; nothing more will come. */
  void closed();
}
