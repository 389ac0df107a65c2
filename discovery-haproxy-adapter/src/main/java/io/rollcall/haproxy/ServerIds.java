package io.rollcall.haproxy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Chooses the ids of added servers. Not thread-safe.
 *
 * <p>HAProxy places a server on the ring of {@code random} and of consistent hashes by its id. A
 * server that is added without an id gets one too late: all such servers have the same place, and
 * most of them get no requests, though HAProxy shows them as UP.
 *
 * <p>The id follows from the server's name, so that a server that returns, and the same server in
 * another HAProxy, has the same place on the ring and in stick tables.
 */
final class ServerIds {
  /** Below are the ids that HAProxy gives the servers of its configuration: 1, 2, … */
  static final int LEAST = 10_000;

  /** HAProxy multiplies the id by 4,096, in 32 bits; two ids 2^20 apart have the same place. */
  static final int BOUND = 1 << 20;

  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param there all servers of the backend
   */
  ServerIds(Collection<ServerState> there) {
    there.forEach(server -> taken.add(server.id()));
  }

  /** An id for this server that no other server has, {@link #LEAST} to {@link #BOUND} - 1. */
  int take(String server) {
    CRC32 crc = new CRC32();
    crc.update(server.getBytes(StandardCharsets.US_ASCII));
    int id = LEAST + (int) (crc.getValue() % (BOUND - LEAST));
    while (!taken.add(id)) {
      id = id + 1 < BOUND ? id + 1 : LEAST;
    }
    return id;
  }
}
