package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Hello;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A client that moves to connections of its own. */
class SharedClientTest {
  private static final Incarnation SELF = Incarnation.of(1, new UUID(0, 1));
  private static final Incarnation OTHER = Incarnation.of(2, new UUID(0, 2));
  private static final EnumSet<Thread.State> DONE_OR_WAITING =
      EnumSet.of(Thread.State.TERMINATED, Thread.State.BLOCKED);

  private final HandTransport transport = new HandTransport();
  private final ConnectionPool connections =
      new ConnectionPool(transport, (Environment) Options.defaults().environment());
  private final SharedClient client = connections.client("a", hosted(SELF, "client"));

  @Test
  void shouldSayAnUpdateWhereItGoesWhenItMovesMeanwhile() throws Exception {
    connections.client("a", hosted(OTHER, "neighbour"));
    transport.run();

    Thread mover = new Thread(() -> client.connectTo("b"));
    transport.beforeNextCommand(
        () -> {
          mover.start();
          await().until(() -> DONE_OR_WAITING.contains(mover.getState()));
        });
    client.update(Member.named("client").withStatus(Status.TAKEN));
    mover.join();
    transport.run();

    List<Message> there = transport.sentTo("b");
    assertThat(there.get(there.size() - 1))
        .isInstanceOfSatisfying(
            Hello.class, hello -> assertThat(hello.member().status()).isEqualTo(Status.TAKEN));
    List<Message> here = transport.sentTo("a");
    assertThat(here.get(here.size() - 1)).isInstanceOf(Detach.class);
  }

  private static HostedClient hosted(Incarnation incarnation, String name) {
    return new HostedClient(name, incarnation, "", Member.named(name), state -> {});
  }
}
