package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Counter;

/**
 * What clients or subscribers have met on the connections that they share. The agent's thread
 * counts, any may read.
 *
 * @param drops what came and was dropped
 * @param reconnects connections that were given up since nothing came on them
 */
record ConnectionCounts(Counter drops, Counter reconnects) {

  ConnectionCounts() {
    this(new Counter(), new Counter());
  }

  /** Counts on from here, apart from this one. */
  ConnectionCounts fork() {
    return new ConnectionCounts(new Counter(drops), new Counter(reconnects));
  }
}
