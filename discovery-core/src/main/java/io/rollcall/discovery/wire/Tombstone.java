package io.rollcall.discovery.wire;

import io.rollcall.discovery.Cause;

/**
 * A stay that has ended, as a server publishes it.
 *
 * @param session which stay of which client; it and all before it are over
 * @param name the name that the client had
 * @param cause why it ended
 */
public record Tombstone(Session session, String name, Cause cause) {

  /** At most so many bytes on the wire. */
  int size() {
    return 32 + 3 * name.length();
  }
}
