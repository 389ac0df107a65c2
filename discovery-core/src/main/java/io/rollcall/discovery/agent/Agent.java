package io.rollcall.discovery.agent;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.survey.Peer;

/**
 * One server, client or subscriber, driven by a transport. Not thread-safe: one thread calls, and
 * before each {@link #tick} it has handed over everything that had been received.
 *
 * <p>Times are nanoseconds, not negative, of a clock that never jumps.
 */
public interface Agent {

  /** The ports are open. */
  void start(long now);

  /** A frame has come from a peer; for a subscriber, its topic stands first. */
  void heard(Peer from, byte[] frame, long now);

  /**
   * There is one more server to connect to; the first of them follow {@link #start}. Frames for it
   * can be sent at once.
   */
  default void added(Peer server, long now) {}

  /** There is one server less to connect to; nothing can be sent there any more. */
  default void removed(Peer server, long now) {}

  /** A connection that this side makes stands. */
  default void connected(Peer to, long now) {}

  /** A connection was lost; where another stands already, {@link #connected} follows. */
  default void lost(Peer peer, long now) {}

  /**
   * A server let nobody in on this connection, before anything could be said; it is tried again.
   */
  default void refused(Peer server, Refusal why, long now) {}

  /** A server's ports had to be opened again: whoever was connected or had subscribed is gone. */
  default void reopened(long now) {}

  /** Somebody subscribed to this topic. */
  default void subscribed(byte[] topic, long now) {}

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
