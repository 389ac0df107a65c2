package io.rollcall.benchmarks.joins;

import io.rollcall.benchmarks.peers.JeroPeer;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.wire.WireException;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import org.zeromq.ZMQ;

/** A process whose clients join one after the other, by turns with the cure and without. */
public final class InTurnRole {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private InTurnRole() {}

  /**
   * Says of each join how long it took, in nanoseconds, or -1 if it never came.
   *
   * @param args where the server is, how many joins are warm-up, and how many are not
   */
  public static void main(String... args) throws InterruptedException, IOException, WireException {
    String urlServer = args[0];
    int warmup = Integer.parseInt(args[1]);
    int joins = Integer.parseInt(args[2]);
    ZMQ.Context context = JeroPeer.context();
    // Keeps what the clients of a process share, as the context above is kept.
    Client resident = Client.start(urlServer, "resident");
    resident.awaitJoined(PATIENCE);
    for (int i = -warmup; i < joins; i++) {
      long cured = cured(urlServer, "cured" + i);
      long bare = bare(context, urlServer, "bare" + i);
      if (i >= 0) {
        Orders.say("join", cured, bare);
      }
    }
    Orders.say("done");
    Orders.awaitEnd();
    System.exit(0);
  }

  private static long cured(String urlServer, String name) throws InterruptedException {
    long since = System.nanoTime();
    try (Client client = Client.start(urlServer, name)) {
      boolean joined = client.awaitJoined(PATIENCE);
      return joined ? System.nanoTime() - since : -1;
    }
  }

  private static long bare(ZMQ.Context context, String urlServer, String name)
      throws WireException {
    long since = System.nanoTime();
    try (BareClient client = new BareClient(context, urlServer, name)) {
      boolean joined = client.awaitWelcome();
      return joined ? System.nanoTime() - since : -1;
    }
  }
}
