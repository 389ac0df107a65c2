package io.rollcall.discovery.agent;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.survey.Peer;

/** An agent that connects to servers: one for clients or for subscribers. */
public interface ConnectingAgent extends Agent {

  /**
   * There is one more server to connect to; the first of them follow {@link #start}. Frames for it
   * can be sent at once.
   */
  void added(Peer server, long now);

  /** There is one server less to connect to; nothing can be sent there any more. */
  void removed(Peer server, long now);

  /** A connection stands. */
  void connected(Peer to, long now);

  /**
   * A connection was lost; where another stands already, {@link #connected} follows. A transport
   * may leave it out for a subscriber, which learns nothing from it.
   */
  void lost(Peer peer, long now);

  /** A server refused this connection before anything could be said; it is tried again. */
  void refused(Peer server, Refusal why, long now);
}
