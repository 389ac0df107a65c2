package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNameTest {
  @ParameterizedTest
  @CsvSource({
    "web-1.example_x, p-web-1.example_x",
    "10.0.0.1:80, p-10.0.0.1:3a80",
    "a b, p-a:20b",
    "a:20b, p-a:3a20b",
    "ü, p-:c3:bc",
    "'a;b', p-a:3bb",
    "/, p-:2f"
  })
  void shouldEscapeWhatHaproxyDoesNotTake(String member, String server) {
    assertThat(ServerName.of("p-", member)).isEqualTo(server);
    assertThat(ServerName.isAllowed(server)).isTrue();
  }
}
