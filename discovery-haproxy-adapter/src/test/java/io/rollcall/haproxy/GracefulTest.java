package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.Subscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A steady stream of requests while members come and go as docs/guide/haproxy.md asks them to.
 * HAProxy tries nothing twice, so each request that meets a server on its way out would fail.
 */
class GracefulTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final int PLACES = 3;
  private static final int TURNS = 6;

  /** A member that says that it is taken, one that says it is out, or one that just leaves. */
  private enum Way {
    TAKEN_FIRST,
    OFFLINE_FIRST,
    CLOSES
  }

  @RegisterExtension final Haproxy haproxy = new Haproxy();

  @Test
  void shouldFailNoRequestWhileMembersComeAndGo() throws Exception {
    Server server = haproxy.closing(Server.start(ANY, ANY));
    Subscriber subscriber = haproxy.closing(Subscriber.start(server.urlPubSub()));
    haproxy.follow(subscriber);
    Web staying = haproxy.web();
    haproxy.closing(
        Client.start(server.urlServer(), staying.member("staying"), Options.defaults()));
    await().until(() -> haproxy.servers().equals(List.of("rollcall-staying READY 1")));

    SteadyRequests requests = haproxy.closing(SteadyRequests.start(haproxy.socket(Haproxy.APP), 4));
    List<CompletableFuture<Void>> places = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      String name = "place" + place;
      Way way = Way.values()[place];
      places.add(CompletableFuture.runAsync(() -> comeAndGo(server, name, way)));
    }
    places.forEach(CompletableFuture::join);
    requests.close();

    assertThat(requests.failures()).isEmpty();
    assertThat(requests.answered()).isGreaterThan(PLACES * TURNS * 10);
    assertThat(staying.requests()).isPositive();
  }

  private void comeAndGo(Server server, String name, Way way) {
    for (int turn = 0; turn < TURNS; turn++) {
      try (Web web = Web.start()) {
        Client client = Client.start(server.urlServer(), web.member(name), Options.defaults());
        await().until(() -> web.requests() > 10);
        switch (way) {
          case TAKEN_FIRST -> client.update(web.member(name).withStatus(Status.TAKEN));
          case OFFLINE_FIRST -> client.update(web.member(name).withStatus(Status.OFFLINE));
          case CLOSES -> client.close();
        }
        awaitQuiet(web);
        client.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Serves on until no request has come for half a second, ten times what it takes to look. */
  private static void awaitQuiet(Web web) {
    int[] seen = {web.requests()};
    await()
        .during(Duration.ofMillis(500))
        .until(
            () -> {
              boolean quiet = web.requests() == seen[0];
              seen[0] = web.requests();
              return quiet;
            });
  }
}
