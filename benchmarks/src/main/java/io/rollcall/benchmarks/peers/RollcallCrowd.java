package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Clients that subscribe, on Rollcall's own engine. Their callbacks share one thread. */
final class RollcallCrowd implements Crowd {
  private final Addresses hub;
  private final Options options =
      Systems.options(Systems.ROLLCALL)
          .withExecutor(
              Executors.newSingleThreadExecutor(
                  task -> {
                    Thread thread = new Thread(task, "callbacks");
                    thread.setDaemon(true);
                    return thread;
                  }));

  /** Nothing else would hold them. */
  private final List<Object> running = new ArrayList<>();

  RollcallCrowd(Addresses hub) {
    this.hub = hub;
  }

  @Override
  public void join(String name, View view) {
    ClientWithSub client =
        ClientWithSub.start(hub.ofMembers(), hub.ofObservers(), Member.named(name), options);
    running.add(client);
    running.add(client.changes().subscribe(change -> tell(change, view)));
  }

  private static void tell(MembershipChange change, View view) {
    view.left(change.left().size());
    view.present(change.roster().members().size());
  }
}
