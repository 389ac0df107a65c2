package io.rollcall.haproxy;

import java.util.Set;
import java.util.SortedMap;

/**
 * What the membership wants of HAProxy at one moment.
 *
 * @param wanted by the server's name
 * @param leaving the names of servers whose members said themselves that they are out
 * @param live whether absence means anything; if not, no server is deleted
 */
record Wish(SortedMap<String, WantedServer> wanted, Set<String> leaving, boolean live) {

  /** Whether this server is to take no more requests. */
  boolean isGone(String server) {
    return !wanted.containsKey(server) && (live || leaving.contains(server));
  }
}
