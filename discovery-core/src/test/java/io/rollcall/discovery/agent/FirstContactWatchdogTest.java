package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for a server in vain is told so, once. */
class FirstContactWatchdogTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Peer ONE = new Peer(1, "tcp://one:1", "");
  private static final Peer OTHER = new Peer(2, "tcp://other:2", "");

  private final FirstContactWatchdog words =
      new FirstContactWatchdog("urlPubSub instead of urlServer");
  private final List<String> told = new ArrayList<>();

  FirstContactWatchdogTest() {
    words.added(ONE, 0);
    words.added(OTHER, SECOND);
  }

  @Test
  void shouldTellOfEachServerOnceWhenItsTimeHasCome() {
    tickUntil(5 * SECOND - 1);
    assertThat(told).isEmpty();
    tickUntil(60 * SECOND);
    assertThat(told)
        .containsExactly(
            "endpoint 'tcp://one:1' could not be reached for 5 s; does a server run there, and does"
                + " a firewall let its port through? Trying again",
            "endpoint 'tcp://other:2' could not be reached for 5 s; does a server run there, and"
                + " does a firewall let its port through? Trying again");
  }

  @Test
  void shouldNameTheOtherPortWhereAConnectionStood() {
    words.connected(ONE);
    words.forget(OTHER);
    tickUntil(60 * SECOND);
    assertThat(told)
        .containsExactly(
            "endpoint 'tcp://one:1' takes connections, but no server has answered for 5 s; is it"
                + " urlPubSub instead of urlServer, or a port of something else? Trying again");
  }

  @Test
  void shouldTellNothingOfAServerThatHasSaidSomething() {
    words.forget(ONE);
    words.forget(OTHER);
    assertThat(words.due()).isEqualTo(Long.MAX_VALUE);
    tickUntil(60 * SECOND);
    assertThat(told).isEmpty();
  }

  private void tickUntil(long end) {
    while (words.due() <= end) {
      words.tick(words.due(), told::add);
    }
  }
}
