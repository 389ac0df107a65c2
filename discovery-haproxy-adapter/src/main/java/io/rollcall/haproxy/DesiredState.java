package io.rollcall.haproxy;

import java.util.Set;
import java.util.SortedMap;

/**
 * What HAProxy should have at one moment, by the membership.
 *
 * @param wanted by the server's name
 * @param leaving the names of servers whose members said themselves that they are out
 * @param live whether absence means anything; if not, no server is deleted
 */
record DesiredState(SortedMap<String, WantedServer> wanted, Set<String> leaving, boolean live) {

  /** Whether this server is to take no more requests. */
  boolean isGone(String server) {
    return !wanted.containsKey(server) && (live || leaving.contains(server));
  }
}
