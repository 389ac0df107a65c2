package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;

/** An agent that others connect to: a server. */
public interface ListeningAgent extends Agent {

  /** A connection was lost. */
  void lost(Peer peer, long now);

  /** The ports had to be opened again: all connections and subscriptions are gone. */
  void reopened(long now);

  /** A peer subscribed to this topic. */
  void subscribed(byte[] topic, long now);
}
