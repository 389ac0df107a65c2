package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message.Survey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A server with keys is stopped or has to open its sockets again, drawn from seeds. Meanwhile a
 * member freezes, others lose their connections, and somebody of another key wants a name.
 */
class SimulatedStopsTest {
  private static final int SEEDS = 200;
  private static final String NAME = "wanted";

  private static final Options OPTIONS =
      Options.defaults()
          .withSurveyTime(Duration.ofMillis(200))
          .withRecvDeadline(Duration.ofMillis(200))
          .withPollTime(Duration.ofMillis(400))
          .withLossGrace(Duration.ofMillis(100))
          .withPulse(Duration.ofMillis(150))
          .withSettleTime(Duration.ofMillis(1_200))
          .withExecutor(Runnable::run);

  @Test
  void shouldKeepNamesBoundToTheirKeysAndItsPace() {
    LongStream.rangeClosed(1, SEEDS).parallel().forEach(seed -> new Run(seed).run());
  }

  private static final class Run {
    private final long seed;
    private final Cluster cluster;
    private final World world;
    private final SimNetwork network;
    private final SimulatedServer server;
    private final Set<Survey> rounds = new HashSet<>();
    private Optional<Incarnation> thief = Optional.empty();

    Run(long seed) {
      this.seed = seed;
      this.cluster = new Cluster(seed, OPTIONS, 1, 8);
      this.world = cluster.world;
      this.network = cluster.network;
      this.server = cluster.servers.get(0);
      network.listen(
          new SimNetwork.Listener() {
            @Override
            public void sent(Host from, Host to, byte[] frame) {
              note(frame);
            }

            @Override
            public void lost(Host from, Host to) {}
          });
    }

    private void note(byte[] frame) {
      try {
        if (Codec.decode(frame, 0) instanceof Survey survey) {
          rounds.add(survey);
        }
      } catch (MalformedFrameException published) {
        // Topics stand before what is published.
      }
    }

    void run() {
      SimulatedClient owner = client(NAME, "owner's key");
      SimulatedClient frozen = client("frozen", "frozen one's key");
      client("other", "other's key");
      go(5_000);
      frozen.pause();
      go(world.between(0, 300));
      long stop = world.chance(0.3) ? world.between(0, 400) : world.between(400, 12_000);
      server.pause();
      world.after(world.between(0, stop + 500) * MILLI, () -> network.reset(owner.host));
      world.after(world.between(0, stop + 500) * MILLI, this::steal);
      if (world.chance(0.3)) {
        world.after(world.between(0, stop + 1_000) * MILLI, server::reopen);
      }
      go(stop);
      server.resume();
      go(7_000);
      assertThat(holder()).as("seed %d: the owner has its name", seed).contains(owner.incarnation);

      int before = rounds.size();
      go(20 * OPTIONS.pollTime().toMillis());
      assertThat(rounds.size() - before)
          .as("seed %d: rounds, with a pause between them", seed)
          .isBetween(19, 21);
      frozen.resume();
      go(8_000);
      assertThat(server.roster().names()).as("seed %d", seed).contains("frozen", "other", NAME);
    }

    private SimulatedClient client(String name, String key) {
      Host host = network.host(key);
      host.prove(key);
      return cluster.startClient(name, host);
    }

    private void steal() {
      thief = Optional.of(client(NAME, "another key").incarnation);
    }

    private Optional<Incarnation> holder() {
      return server.roster().find(NAME).flatMap(Member::incarnation);
    }

    private void go(long millis) {
      long end = world.now() + millis * MILLI;
      while (world.step(end)) {
        assertThat(thief.isPresent() && thief.equals(holder()))
            .as("seed %d: at %d ms another key has the name", seed, world.now() / MILLI)
            .isFalse();
      }
    }
  }
}
