package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupsTest {
  private final Map<String, List<String>> dns = new ConcurrentHashMap<>();
  private final CountDownLatch hang = new CountDownLatch(1);
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger told = new AtomicInteger();
  private final Lookups lookups = new Lookups(this::resolve, clock::get, told::incrementAndGet);

  @AfterEach
  void end() {
    hang.countDown();
    lookups.close();
  }

  @Test
  void shouldNotWaitForAnAnswer() {
    assertThat(lookups.find("hanging")).isEqualTo(Lookup.PENDING);
    dns.put("web", List.of("10.0.0.1"));
    assertThat(found("web")).isEqualTo("10.0.0.1");
    assertThat(lookups.find("hanging")).isEqualTo(Lookup.PENDING);
  }

  @Test
  void shouldTellWhenAnAnswerCame() {
    lookups.find("unknown");

    await().until(() -> told.get() == 1);
    assertThat(lookups.find("unknown").problem()).isEqualTo("host unknown is unknown");
  }

  @Test
  void shouldLookUpAgainAfterAnyFailure() {
    lookups.find("exception");
    lookups.find("error");
    await().until(() -> told.get() == 2);
    assertThat(lookups.find("exception").problem())
        .isEqualTo("host exception can't be looked up: java.lang.SecurityException: exception");
    assertThat(lookups.find("error").problem()).contains("host error can't be looked up: ");

    dns.put("exception", List.of("10.0.0.1"));
    dns.put("error", List.of("10.0.0.2"));
    askAgain("exception");
    askAgain("error");
    assertThat(found("exception")).isEqualTo("10.0.0.1");
    assertThat(found("error")).isEqualTo("10.0.0.2");
  }

  @Test
  void shouldKeepAnAddressThatIsStillOneOfTheAnswers() {
    dns.put("web", List.of("10.0.0.1"));
    found("web");
    dns.put("web", List.of("10.0.0.2", "10.0.0.1"));
    askAgain("web");
    assertThat(found("web")).isEqualTo("10.0.0.1");

    dns.put("web", List.of("10.0.0.2"));
    askAgain("web");
    assertThat(found("web")).isEqualTo("10.0.0.2");
  }

  @Test
  void shouldKeepTheLastAddressWhenALookupFails() {
    dns.put("web", List.of("10.0.0.1"));
    found("web");
    dns.remove("web");
    askAgain("web");

    assertThat(found("web")).isEqualTo("10.0.0.1");
  }

  @Test
  void shouldRefuseAddressesThatNoServerHas() {
    dns.put("web", List.of("0.0.0.0"));
    lookups.find("web");

    await().until(() -> told.get() == 1);
    assertThat(lookups.find("web").problem())
        .isEqualTo("host web has no address that a server can have");
  }

  @Test
  void shouldForgetWhatNobodyAsksFor() {
    dns.put("web", List.of("10.0.0.1"));
    found("web");
    lookups.sweep();
    assertThat(lookups.find("web")).isNotEqualTo(Lookup.PENDING);
    lookups.sweep();
    lookups.sweep();

    assertThat(lookups.find("web")).isEqualTo(Lookup.PENDING);
  }

  private String found(String host) {
    await().until(() -> lookups.find(host).address().isPresent());
    return lookups.find(host).address().orElseThrow().getHostAddress();
  }

  private void askAgain(String host) {
    int before = told.get();
    clock.addAndGet(Duration.ofSeconds(31).toNanos());
    lookups.find(host);
    await().until(() -> told.get() > before);
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    if (host.equals("hanging")) {
      try {
        hang.await();
      } catch (InterruptedException ended) {
        throw new UnknownHostException(host);
      }
    }
    List<String> answers = dns.get(host);
    if (answers == null && host.equals("exception")) {
      throw new SecurityException(host);
    }
    if (answers == null && host.equals("error")) {
      throw new StackOverflowError(host);
    }
    if (answers == null) {
      throw new UnknownHostException(host);
    }
    return answers.stream().map(ip -> Ip.literal(ip).orElseThrow()).toArray(InetAddress[]::new);
  }
}
