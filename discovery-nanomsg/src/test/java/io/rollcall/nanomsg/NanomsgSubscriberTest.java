package io.rollcall.nanomsg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.nanomsg.sp.Cat;
import io.rollcall.nanomsg.sp.Program;
import io.rollcall.nanomsg.sp.Raw;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What servers that speak nanomsg's protocols publish, as a membership. */
@Timeout(120)
class NanomsgSubscriberTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PUB = 0x20;

  @TempDir Path folder;

  private final List<MembershipChange> changes = new CopyOnWriteArrayList<>();
  private ServerSocket port;
  private NanomsgSubscriber subscriber;

  @BeforeEach
  void start() throws IOException {
    port = Raw.port();
    subscriber = subscriber(Duration.ofMinutes(5));
  }

  private NanomsgSubscriber subscriber(Duration settleTime) {
    NanomsgSubscriber made =
        NanomsgSubscriber.start(
            "tcp://127.0.0.1:" + port.getLocalPort(),
            NanomsgOptions.defaults().withSettleTime(settleTime).withMembers(5),
            Options.defaults());
    made.changes().subscribe(changes::add);
    return made;
  }

  @AfterEach
  void close() throws IOException {
    subscriber.close();
    port.close();
  }

  private Raw server() throws IOException {
    Raw server = Raw.of(port.accept()).greet(PUB);
    assertThat(server.greeting()).isEqualTo(0x21);
    return server;
  }

  private static void publish(Raw server, String names) throws IOException {
    server.message(names.getBytes(UTF_8));
  }

  private void awaitNames(String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(subscriber.roster().names()).containsExactly(names));
  }

  /** In random order, as gopherdiscovery does. */
  @Test
  void shouldShowWhatIsPublished() throws Exception {
    assertThat(subscriber.state()).isEqualTo(State.SYNCING);
    try (Raw server = server()) {
      publish(server, "c|a|b");
      awaitNames("a", "b", "c");
      assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
      publish(server, "b|a|d");
      awaitNames("a", "b", "d");
      publish(server, "");
      awaitNames();
    }
    await().atMost(PATIENCE).until(() -> changes.size() == 3);
    assertThat(changes.get(1).cause("c")).isEqualTo(Cause.SILENT);
    assertThat(changes.get(1).joined()).hasSize(1);
    await().atMost(PATIENCE).until(() -> subscriber.state() == State.STALE);
  }

  @Test
  void shouldTakeTheNamesThatAreNamesAndNoMoreThanItMay() throws Exception {
    try (Raw server = server()) {
      publish(server, "a||b\n|c|c");
      awaitNames("a", "c");
      publish(server, "1|2|3|4|5|6");
      server.message(new byte[] {'x', (byte) 0xFF});
      publish(server, "z");
      awaitNames("z");
      assertThat(changes).hasSize(2);
      server.message(new byte[5 * 256 + 1]);
      server.awaitClosed();
    }
    try (Raw server = server()) {
      publish(server, "y");
      awaitNames("y", "z");
    }
  }

  @Test
  void shouldTakeARestartForNoEvent() throws Exception {
    try (Raw server = server()) {
      publish(server, "a|b");
      awaitNames("a", "b");
    }
    await().atMost(PATIENCE).until(() -> subscriber.state() == State.STALE);
    try (Raw server = server()) {
      publish(server, "b");
      await().atMost(PATIENCE).until(() -> subscriber.state() == State.LIVE);
      publish(server, "b|c");
      awaitNames("a", "b", "c");
      assertThat(changes.stream().flatMap(change -> change.left().stream())).isEmpty();
    }
  }

  @Test
  void shouldLetThoseGoWhomAServerThatCameBackDoesNotList() throws Exception {
    close();
    port = Raw.port();
    subscriber = subscriber(Duration.ofMillis(50));
    try (Raw server = server()) {
      publish(server, "a|b");
      awaitNames("a", "b");
    }
    try (Raw server = server()) {
      publish(server, "b");
      awaitNames("b");
    }
  }

  @Test
  void shouldEndItsFeedsWhenItIsClosed() throws Exception {
    try (Raw server = server();
        var names = subscriber.peers().queue()) {
      publish(server, "a");
      assertThat(names.take()).containsExactly("a");
      // It becomes live after the names are there.
      assertThat(subscriber.awaitLive(Duration.ofSeconds(30))).isTrue();
      subscriber.close();
      subscriber.close();
      assertThat(names.ended()).isTrue();
      assertThat(subscriber.state()).isEqualTo(State.STALE);
      server.awaitClosed();
    }
  }

  @Test
  void shouldReadAProgramThatPublishes() throws Exception {
    Cat.NNGCAT.require();
    String endpoint = "ipc://" + folder.resolve("names");
    try (Program server =
            Program.start(Cat.NNGCAT.sending("--pub", true, endpoint, "b|a"), folder);
        NanomsgSubscriber reader = NanomsgSubscriber.start(endpoint)) {
      assertThat(reader.awaitLive(PATIENCE)).isTrue();
      assertThat(reader.roster().names()).containsExactly("a", "b");
      assertThat(server.lines()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAMalformedEndpoint() {
    assertThatThrownBy(() -> NanomsgSubscriber.start("ipc://"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ipc://");
  }
}
