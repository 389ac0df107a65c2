package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients that share their connections. */
class ClientAgentTest {
  private static final long MILLI = 1_000_000;
  private static final Peer SERVER = new Peer(1);
  private static final Incarnation OF_SERVER = Incarnation.of(1, new UUID(0, 1));
  private static final Incarnation A = Incarnation.of(2, new UUID(0, 2));
  private static final Incarnation C = Incarnation.of(4, new UUID(0, 4));
  private static final Incarnation B = Incarnation.of(3, new UUID(0, 3));

  private InetAddress host = InetAddress.getLoopbackAddress();
  private final List<FromClient> sent = new ArrayList<>();
  private final List<Peer> reconnected = new ArrayList<>();
  private final Map<Incarnation, ClientState> states = new HashMap<>();
  private final ClientAgent agent =
      new ClientAgent(
          "clients",
          new ClientPort() {
            @Override
            public void send(Peer to, byte[] frame) {
              sent.add((FromClient) decoded(frame));
            }

            @Override
            public void reconnect(Peer server) {
              reconnected.add(server);
            }

            @Override
            public Optional<InetAddress> local(Peer server) {
              return Optional.of(host);
            }
          });
  private final HostedClient a = client(A, "a");
  private final HostedClient b = client(B, "b");
  private final HostedClient c =
      new HostedClient("c", C, "", Member.named("c").withPort(81), state -> {});

  ClientAgentTest() {
    agent.join(a, 0);
    agent.added(SERVER, 0);
    agent.connected(SERVER, 0);
    agent.join(b, 0);
    hear(welcome(A));
    hear(welcome(B));
  }

  @Test
  void shouldSayHelloForEachAlsoOnAConnectionThatStands() {
    assertThat(sent).hasSize(2).allMatch(Hello.class::isInstance);
    assertThat(sent).extracting(FromClient::client).containsExactly(A, B);
    assertThat(states.get(A).phase()).isEqualTo(Phase.JOINED);
    assertThat(states.get(B).phase()).isEqualTo(Phase.JOINED);
  }

  @Test
  void shouldWantToSayOnceThatAServerIsSilent() {
    List.of(a, b).forEach(client -> agent.leave(client, () -> {}, 0));
    List.of(a, b).forEach(agent::abandon);
    agent.added(new Peer(2), 0);
    assertThat(agent.due()).isEqualTo(5_000 * MILLI);
    agent.tick(5_000 * MILLI);
    assertThat(agent.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldAnswerForAll() {
    sent.clear();
    hear(new Survey(OF_SERVER, 7));
    assertThat(sent)
        .containsExactly(new Answer(new Session(A, 1), 7), new Answer(new Session(B, 1), 7));
  }

  @Test
  void shouldLetOneGoAndKeepTheOthers() {
    List<String> gone = new ArrayList<>();
    agent.leave(a, () -> gone.add("a"), 0);
    assertThat(sent).contains(new Goodbye(new Session(A, 1)));
    assertThat(gone).isEmpty();
    hear(new Farewell(OF_SERVER, A));
    assertThat(gone).containsExactly("a");
    assertThat(states.get(A).phase()).isEqualTo(Phase.CLOSED);
    assertThat(states.get(B).phase()).isEqualTo(Phase.JOINED);

    sent.clear();
    hear(new Survey(OF_SERVER, 8));
    assertThat(sent).containsExactly(new Answer(new Session(B, 1), 8));
    assertThat(reconnected).isEmpty();
  }

  @Test
  void shouldMakeAnotherConnectionWhereAGoodbyeIsNotHeard() {
    List<String> gone = new ArrayList<>();
    agent.leave(a, () -> gone.add("a"), 0);
    tickUntil(499 * MILLI);
    assertThat(gone).isEmpty();
    tickUntil(500 * MILLI);
    assertThat(gone).containsExactly("a");
    assertThat(reconnected).containsExactly(SERVER);
  }

  @Test
  void shouldSayGoodbyeForAllWhenItCloses() {
    agent.close(0);
    assertThat(agent.isClosed()).isFalse();
    hear(new Farewell(OF_SERVER, A));
    hear(new Farewell(OF_SERVER, B));
    assertThat(agent.isClosed()).isTrue();
  }

  @Test
  void shouldLetOneGoOnElsewhere() {
    agent.detach(a);
    assertThat(sent).contains(new Detach(new Session(A, 1)));
    sent.clear();
    hear(new Survey(OF_SERVER, 9));
    assertThat(sent).extracting(FromClient::client).containsExactly(B);
    assertThat(states.get(A).phase()).isNotEqualTo(Phase.CLOSED);
  }

  @Test
  void shouldGreetAgainForAllOnTheNextConnection() {
    sent.clear();
    agent.lost(SERVER, 0);
    assertThat(sent).isEmpty();
    agent.connected(SERVER, 0);
    assertThat(sent).hasSize(2).allMatch(Hello.class::isInstance);
  }

  @Test
  void shouldSayByWhichAddressItReachesItsServer() throws UnknownHostException {
    sent.clear();
    agent.update(a, Member.named("a").withPort(80), 0);
    assertThat(addresses()).containsExactly("127.0.0.1:80");

    sent.clear();
    agent.lost(SERVER, 0);
    host = InetAddress.getByName("10.0.0.1");
    agent.connected(SERVER, 0);
    assertThat(addresses()).containsExactly("10.0.0.1:80", "-");
    assertThat(a.host()).contains(host);

    sent.clear();
    agent.join(c, 0);
    assertThat(addresses()).containsExactly("10.0.0.1:81");
  }

  private List<String> addresses() {
    return sent.stream()
        .map(Hello.class::cast)
        .map(hello -> hello.member().address().map(Address::toString).orElse("-"))
        .toList();
  }

  @Test
  void shouldNotBeDisturbedByAnExplanationThatNobodyAskedFor() {
    sent.clear();
    hear(new Explained(1, new Explanation(OF_SERVER, "a", List.of())));

    assertThat(sent).isEmpty();
    assertThat(states.get(A).phase()).isEqualTo(Phase.JOINED);
    assertThat(reconnected).isEmpty();
  }

  private HostedClient client(Incarnation incarnation, String name) {
    return new HostedClient(
        name, incarnation, "", Member.named(name), state -> states.put(incarnation, state));
  }

  private static Welcome welcome(Incarnation client) {
    return new Welcome(OF_SERVER, "", new Session(client, 1), 0, 3_000);
  }

  private void hear(Message message) {
    agent.heard(SERVER, Codec.encode(message), 0);
  }

  private void tickUntil(long end) {
    while (agent.due() <= end) {
      agent.tick(agent.due());
    }
  }

  private static Message decoded(byte[] frame) {
    try {
      return Codec.decode(frame, 0);
    } catch (MalformedFrameException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
