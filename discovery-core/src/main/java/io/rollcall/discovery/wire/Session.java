package io.rollcall.discovery.wire;

import io.rollcall.discovery.Incarnation;

/**
 * One stay of a client: its incarnation, and a number that grows whenever it joins again after a
 * removal.
 *
 * @param client which start of which client
 * @param number 1 or more
 */
public record Session(Incarnation client, int number) {

  /** Whether both are of one client and this one is as late as the other, or later. */
  public boolean covers(Session other) {
    return client.equals(other.client) && number >= other.number;
  }
}
