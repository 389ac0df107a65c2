package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.agent.ClientAgent;
import io.rollcall.discovery.agent.HostedClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens on a simulated host happens in order, also around a pause and before a close. */
class HostTest {
  private static final long SECOND = 1_000_000_000;

  private final World world = new World(1);
  private final SimNetwork network = SimNetwork.ofFrames(world);
  private final Host host = network.host("host");
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldKeepTheOrderOfWhatCameDuringAPauseAndAfterIt() {
    host.pause();
    for (int i = 0; i < 20; i++) {
      run(i);
    }
    host.resume();
    run(20);
    host.pause();
    run(21);
    host.resume();
    run(22);
    runWorld();
    assertThat(ran).isEqualTo(IntStream.rangeClosed(0, 22).mapToObj(Integer::toString).toList());
  }

  @Test
  void shouldRunWhatWasQueuedBeforeACloseAndNothingThatCameAfterIt() {
    HostedClient client =
        new HostedClient(
            "client",
            Incarnation.of(1, new UUID(0, 1)),
            "",
            Member.named("client"),
            state -> ran.add(state.phase().name()));
    SimNode node =
        network.client(
            host,
            List.of(),
            port -> {
              ClientAgent agent = new ClientAgent("clients", port);
              agent.join(client, 0);
              return agent;
            });
    host.pause();
    node.execute(now -> ran.add("before"));
    host.resume();
    node.close();
    node.execute(now -> ran.add("after"));
    runWorld();
    assertThat(ran).containsExactly("before", "CLOSED");
  }

  private void run(int number) {
    host.run(() -> ran.add(Integer.toString(number)));
  }

  private void runWorld() {
    while (world.step(SECOND)) {
      // until nothing is left to happen
    }
  }
}
