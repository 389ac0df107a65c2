package io.rollcall.benchmarks.peers;

import java.io.IOException;

/**
 * The members of a process, each of which also sees who is present. What can be shared is shared.
 * For one thread.
 */
interface Crowd {
  /**
   * Starts a member, which tells this view what it sees. It need not have joined when this returns.
   */
  void join(String name, View view) throws IOException;
}
