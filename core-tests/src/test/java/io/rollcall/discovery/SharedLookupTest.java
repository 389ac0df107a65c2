package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.lookup.Names;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who uses one host name shares its lookup, and waits for nobody. */
class SharedLookupTest {
  private static final String HOST = "shared.test";
  private static final String URL = "tcp://" + HOST + ":4000";

  private final Resources before = Resources.now();
  private final Names names = new Names();

  @AfterEach
  void awaitTheEndOfAllThreads() {
    names.goOn();
    before.awaitNoMore();
  }

  @Test
  void shouldBeOneThreadAndOneLookupForAThousandClients() {
    names.hang();
    List<Enrollment> clients = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      clients.add(client("client" + i));
    }
    await().atMost(PATIENCE).until(() -> names.lookups(HOST) > 0);
    assertThat(lookupThreads()).isEqualTo(1);
    assertThat(names.lookups(HOST)).isEqualTo(1);
    clients.forEach(Enrollment::close);
  }

  @Test
  void shouldEndWithTheLastOfItsUsers() {
    Enrollment one = client("one");
    try (Subscriber another = new Subscriber(names.connections(), URL, Brisk.options())) {
      one.close();
      int soFar = names.lookups(HOST);
      await().atMost(PATIENCE).until(() -> names.lookups(HOST) > soFar + 1);
      assertThat(another.state()).isEqualTo(State.SYNCING);
    }
    await().atMost(PATIENCE).until(() -> lookupThreads() == 0);
  }

  @Test
  void shouldEndForAClientThatConnectsElsewhere() {
    try (Enrollment client = client("client")) {
      await().atMost(PATIENCE).until(() -> names.lookups(HOST) > 0);
      client.connectTo("tcp://127.0.0.1:1");
      await().atMost(PATIENCE).until(() -> lookupThreads() == 0);
    }
  }

  @Test
  void shouldNotKeepACloseWaiting() {
    names.hang();
    Enrollment client = client("client");
    await().atMost(PATIENCE).until(() -> names.lookups(HOST) > 0);
    long from = System.nanoTime();
    client.close();
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENCE);
    assertThat(lookupThreads()).isEqualTo(1);
  }

  @Test
  void shouldTellAllOfItsUsers() throws Exception {
    try (Server server = Brisk.server()) {
      String url = server.urlServer().replace(OwnLoopback.HOST, HOST);
      names.hang();
      try (Enrollment a =
              new Enrollment(names.connections(), url, Member.named("a"), Brisk.options());
          Enrollment b =
              new Enrollment(names.connections(), url, Member.named("b"), Brisk.options())) {
        names.set(HOST, OwnLoopback.HOST);
        names.goOn();
        assertThat(a.awaitJoined(PATIENCE)).isTrue();
        assertThat(b.awaitJoined(PATIENCE)).isTrue();
        try (Enrollment late =
            new Enrollment(names.connections(), url, Member.named("c"), Brisk.options())) {
          assertThat(late.awaitJoined(PATIENCE)).isTrue();
        }
      }
    }
  }

  private Enrollment client(String name) {
    return new Enrollment(names.connections(), URL, Member.named(name), Brisk.options());
  }

  private static long lookupThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("rollcall-lookup " + HOST))
        .count();
  }
}
