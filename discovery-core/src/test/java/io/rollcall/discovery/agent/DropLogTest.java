package io.rollcall.discovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.survey.Counter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What is dropped is counted, and a flood of it is no flood of log lines. */
class DropLogTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Object[]> lines = new ArrayList<>();
  private final Logger log =
      (Logger)
          Proxy.newProxyInstance(
              DropLogTest.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                lines.add((Object[]) arguments[1]);
                return null;
              });

  @Test
  void shouldLogOneLineASecondThatCountsAllSinceTheLast() {
    DropLog drops = new DropLog(Log.to(log), "server", new Counter());
    for (long now = 0; now <= 3 * SECOND; now += SECOND / 1_000) {
      drops.drop("noise", now);
    }
    assertThat(lines).extracting(line -> line[2]).containsExactly(1L, 1_000L, 1_000L, 1_000L);
    assertThat(lines.get(0)).startsWith("server", "noise");
  }
}
