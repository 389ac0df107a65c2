package io.rollcall.benchmarks.curve;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.SharedClient;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process whose clients all start at once, each on a connection of its own. */
public final class StormRole {
  private static final long PATIENCE_SECONDS = 280;

  private StormRole() {}

  /**
   * On {@code start} starts them, says how long it took until all had joined, and closes them.
   *
   * @param args a {@link Way}, the folder with the keys, where the server is, and how many
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Options options = Way.valueOf(args[0]).options(Path.of(args[1]));
    int many = Integer.parseInt(args[3]);
    // Keeps the thread that they share.
    SharedClient keeper = start(args[2], options, "keeper", new CountDownLatch(1));
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      CountDownLatch joined = new CountDownLatch(many);
      List<SharedClient> storm = new ArrayList<>();
      long since = System.nanoTime();
      for (int i = 0; i < many; i++) {
        storm.add(start(args[2], options, "storm" + i, joined));
      }
      boolean all = joined.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Orders.say("joined", all ? System.nanoTime() - since : -1);
      storm.parallelStream().forEach(SharedClient::close);
      Orders.say("closed");
    }
    keeper.close();
    System.exit(0);
  }

  private static SharedClient start(
      String urlServer, Options options, String name, CountDownLatch joined) {
    Joining joining = new Joining(joined);
    return new ConnectionPool(Way.transport(options), (Environment) options.environment())
        .client(
            urlServer,
            new HostedClient(
                name,
                Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()),
                "",
                Member.named(name),
                joining::is));
  }

  /** Counts a client when it has joined for the first time. */
  private static final class Joining {
    private final CountDownLatch joined;
    private boolean counted;

    Joining(CountDownLatch joined) {
      this.joined = joined;
    }

    void is(ClientState state) {
      if (!counted && state.phase() == Phase.JOINED) {
        counted = true;
        joined.countDown();
      }
    }
  }
}
