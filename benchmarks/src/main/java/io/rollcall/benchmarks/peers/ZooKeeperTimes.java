package io.rollcall.benchmarks.peers;

/**
 * After how long a session without a word is over.
 *
 * @param tickMillis the server's unit: it allows sessions of 2 to 20
 * @param sessionMillis what a client asks for
 */
public record ZooKeeperTimes(int tickMillis, int sessionMillis) {
  /** ZooKeeper's and Curator's own: the client asks for 60 s, and is allowed 40. */
  public static final ZooKeeperTimes DEFAULTS = new ZooKeeperTimes(2_000, 60_000);

  /** Sessions of 1.2 s. */
  public static final ZooKeeperTimes TUNED = new ZooKeeperTimes(400, 1_200);
}
