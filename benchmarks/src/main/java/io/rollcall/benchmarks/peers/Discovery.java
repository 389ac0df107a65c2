package io.rollcall.benchmarks.peers;

import java.io.IOException;

/**
 * A system that is measured, in its three roles. Each role lives in a process of its own, and as
 * long as that process.
 */
public interface Discovery {
  /** How the names of those members begin that stay while others come and go. */
  String RESIDENT = "resident";

  /**
   * What a hub tells the others.
   *
   * @param pid the process that does the hub's work
   */
  record Addresses(String ofMembers, String ofObservers, long pid) {

    /** A hub in this process. */
    public Addresses(String ofMembers, String ofObservers) {
      this(ofMembers, ofObservers, ProcessHandle.current().pid());
    }
  }

  /** Told of what an observer sees, on the thread that reads it. */
  interface Sightings {
    /** That somebody has joined. */
    String JOINED = "JOINED";

    /** That it has left and said so. */
    String GOODBYE = "GOODBYE";

    /** That its connection was lost. */
    String LOST = "LOST";

    /** That it has left, of a system that does not say why. */
    String LEFT = "LEFT";

    /** One of the above, or another cause of leaving, has been seen of the member of this name. */
    void seen(String what, String name);
  }

  /** The members of a process. What can be shared is shared. For one thread. */
  interface Members {
    /** Starts a member; it need not have joined when this returns. */
    Stay join(String name) throws IOException;
  }

  /** What a member has to do when its time is over. */
  interface Stay {
    /** Says goodbye. */
    void leave() throws IOException;

    /** Frees what is left once the goodbye has been seen. */
    void discard() throws IOException;
  }

  /** Starts a hub on free ports of the loopback address. */
  Addresses hub() throws IOException;

  /** Starts an observer. */
  void observe(String address, Sightings sightings) throws IOException;

  /** Makes ready for members of this process. */
  Members members(String address) throws IOException;

  /**
   * Joins, and sees who is there, in a process that has done nothing yet; returns once it has both.
   * Of a bare hub: says something and hears it back.
   *
   * @throws UnsupportedOperationException if that is not measured of this system
   */
  default void enter(Addresses hub) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("not measured");
  }

  /** Starts a daemon thread. */
  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
