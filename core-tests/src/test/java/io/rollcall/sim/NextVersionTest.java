package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ClientAgent;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.SubscriberAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextVersionTest {
  private static final Incarnation SERVER = Incarnation.of(1, new UUID(1, 2));

  private final World world = new World(1);
  private final SimNetwork network = SimNetwork.ofFrames(world);
  private final List<ClientState> states = new ArrayList<>();

  @Test
  void shouldSayTheSameAndNowAndThenSomethingNew() throws MalformedFrameException {
    Set<Integer> counts = new HashSet<>();
    for (int round = 1; round <= 100; round++) {
      Survey survey = new Survey(SERVER, round);
      List<byte[]> next = NextVersion.of(Codec.encode(survey), 0);
      counts.add(next.size());
      assertThat(Codec.decode(next.get(next.size() - 1), 0)).isEqualTo(survey);
      if (next.size() > 1) {
        assertThat(Codec.decode(next.get(0), 0))
            .isEqualTo(new Newer(Codec.VERSION + 1, NextVersion.NEW_KIND));
      }
    }
    assertThat(counts).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void shouldLeaveTheTopicAsItIs() throws MalformedFrameException {
    Message pulse = new Pulse(new Standing(SERVER, "", 1, true, 1_000));
    for (Topic topic : List.of(Topic.ROLL, Topic.snapshot(new UUID(3, 4), 5))) {
      byte[] frame = Codec.encode(topic, pulse);
      for (byte[] next : NextVersion.of(frame, topic.length())) {
        assertThat(Topic.of(next).octets()).isEqualTo(topic.octets());
        assertThat(next[topic.length() + 2]).isEqualTo((byte) (Codec.VERSION + 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "true, true"})
  void shouldBeUnderstoodInTheSimulatedWorld(boolean nextServer, boolean nextClient) {
    Options options = Options.local();
    LiveMembership seen = new LiveMembership(options);
    network.server(
        network.host("server"),
        "server",
        port ->
            new ServerAgent(
                "server",
                () -> SERVER,
                options,
                new LiveMembership(options),
                nextServer ? NextVersion.of(port) : port));
    network.subscriber(
        network.host("subscriber"),
        List.of("server"),
        port -> {
          SubscriberAgent agent = new SubscriberAgent("subscriber", new UUID(5, 6), "", port);
          agent.attach(seen);
          return agent;
        });
    SimNode client =
        network.client(
            network.host("client"),
            List.of("server"),
            port -> {
              ClientAgent agent =
                  new ClientAgent("clients", nextClient ? NextVersion.of(port) : port);
              agent.join(
                  new HostedClient(
                      "client",
                      Incarnation.of(1, new UUID(7, 8)),
                      "",
                      Member.named("a"),
                      states::add),
                  0);
              return agent;
            });

    runFor(20);
    assertThat(seen.roster().names()).containsExactly("a");
    assertThat(states).containsExactly(ClientState.of(ClientState.Phase.JOINED));
    client.close();
    runFor(1);
    assertThat(seen.roster().names()).isEmpty();
    assertThat(client.isAlive()).isFalse();
  }

  private void runFor(long seconds) {
    long end = world.now() + seconds * 1_000_000_000L;
    while (world.step(end)) {
      // Until then.
    }
  }
}
