package io.rollcall.discovery.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RareLogTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<String> lines = new ArrayList<>();
  private final Logger logger =
      (Logger)
          Proxy.newProxyInstance(
              RareLogTest.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, args) -> lines.add(method.getName() + " " + ((Object[]) args[1])[0]));

  @Test
  void shouldSayOneLineASecondAndCountTheRest() {
    RareLog rare = new RareLog(logger);
    rare.warn("a", 5);
    rare.warn("b", 6);
    rare.warn("c", 4 + SECOND);
    rare.warn("d", 5 + SECOND);

    assertThat(lines).containsExactly("warn a", "warn d (2 more since the last such line)");
  }

  @Test
  void shouldSayAsManyLinesASecondAsItMay() {
    RareLog rare = new RareLog(logger, 3);
    for (int i = 0; i < 100; i++) {
      rare.info("line " + i, i);
    }
    rare.info("later", SECOND);

    assertThat(lines)
        .containsExactly(
            "info line 0",
            "info line 1",
            "info line 2",
            "info later (97 more since the last such line)");
  }
}
