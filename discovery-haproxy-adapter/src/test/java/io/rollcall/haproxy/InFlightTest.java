package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a request whose server leaves. */
class InFlightTest {
  @RegisterExtension final Haproxy haproxy = new Haproxy();
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldLetItEndBeforeTheServerIsDeleted() throws IOException {
    Web web = haproxy.web();
    haproxy.follow(membership);
    CompletableFuture<String> request = hold(web);

    membership.leave("one");
    await().until(() -> haproxy.servers().equals(List.of("rollcall-one MAINT 1")));
    assertThat(request).isNotDone();

    web.letGo();
    assertThat(request.join()).isEqualTo("200 " + web.port());
    await().until(() -> haproxy.servers().isEmpty());
  }

  @Test
  void shouldCutItOffWhenItsTimeIsOver() throws IOException {
    Web web = haproxy.web();
    haproxy.follow(membership, Haproxy.BRISK.withDrain(Duration.ofMillis(100)));
    CompletableFuture<String> request = hold(web);

    membership.leave("one");

    await().until(() -> haproxy.servers().isEmpty());
    assertThat(request.join()).startsWith("502");
  }

  private CompletableFuture<String> hold(Web web) {
    membership.join(web.member("one"));
    await().until(() -> haproxy.servers().equals(List.of("rollcall-one READY 1")));
    CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> get("/held"));
    await().until(() -> web.held() == 1);
    return request;
  }

  private String get(String path) {
    try (Browser browser = new Browser(haproxy.socket(Haproxy.APP))) {
      return browser.get(path);
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
