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

  private final List<String> lines = new ArrayList<>();
  private final Logger log =
      (Logger)
          Proxy.newProxyInstance(
              DropLogTest.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                lines.add(String.valueOf(((Object[]) arguments[1])[0]));
                return null;
              });

  @Test
  void shouldLogOneLineASecondThatCountsAllSinceTheLast() {
    Counter count = new Counter();
    DropLog drops = new DropLog(Log.to(log), "server", count);
    for (long now = 0; now <= 3 * SECOND; now += SECOND / 1_000) {
      drops.drop("noise", now);
    }
    String more = "server: dropped noise (999 more since the last such line)";
    assertThat(lines).containsExactly("server: dropped noise", more, more, more);
    assertThat(count.value()).isEqualTo(3_001);
  }
}
