package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.Discovery;
import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import io.rollcall.benchmarks.peers.JeroHub;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.zeromq.ZMQ;

/** A hub whose ROUTER and XPUB have one thread, that waits as it is told. */
final class OneThreadHub implements CommandedHub {
  private final JeroHub hub = new JeroHub();
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private final Wait wait;

  OneThreadHub(Function<JeroHub, Wait> wait) {
    this.wait = wait.apply(hub);
  }

  @Override
  public Addresses start() {
    Discovery.start("hub", this::run);
    return hub.addresses();
  }

  @Override
  public void command(String name) {
    commands.add(name);
    wait.wakeUp();
  }

  private void run() {
    while (true) {
      wait.await(turn());
    }
  }

  /**
   * Does all there is to do. The last use of either socket is a {@code recv} that finds nothing:
   * any other use may swallow the signal of what has come meanwhile.
   */
  private boolean turn() {
    boolean found = false;
    for (String name = commands.poll(); name != null; name = commands.poll()) {
      hub.publish(Sightings.JOINED, name);
      found = true;
    }
    while (hub.passOn(ZMQ.DONTWAIT)) {
      found = true;
    }
    while (hub.answerSubscription(ZMQ.DONTWAIT)) {
      found = true;
    }
    return found;
  }
}
