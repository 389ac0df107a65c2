package io.rollcall.samples.processes;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Server;
import java.util.List;

/**
 * Joins and leaves once inside a process, with a server of its own, so that its classes are loaded.
 *
 * <p>That takes a fresh JVM some hundred milliseconds, which belong to its start and not to the
 * time that the watcher needs to see it.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /** Does it. */
  public static void run() throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0")) {
      ClientWithSub client =
          ClientWithSub.start(server.urlServer(), server.urlPubSub(), "rehearsal");
      FeedQueue<List<String>> seen = client.peers().queue();
      while (seen.take().isEmpty()) {
        // It has not joined yet.
      }
      client.close();
    }
  }
}
