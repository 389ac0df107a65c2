package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.daemon.text.Command.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
  @ParameterizedTest
  @CsvSource({
    "ping, PING",
    "workers, WORKERS",
    "nodes, NODES",
    "servers, NODES",
    "clients, CLIENTS",
    "Ping, UNKNOWN",
    "'ping ', UNKNOWN",
    "'', UNKNOWN",
    "register_server, UNKNOWN",
    "register_server::8081, UNKNOWN"
  })
  void shouldKnowWords(String line, Verb verb) {
    assertThat(Command.of(line)).isEqualTo(new Command(verb, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "register_server, REGISTER",
    "update_servers, UPDATE",
    "remove_client, REMOVE",
    "ping, UNKNOWN_WITH_VALUE",
    "'', UNKNOWN_WITH_VALUE"
  })
  void shouldKnowVerbsWithTheirValue(String verb, Verb known) {
    assertThat(Command.of(verb + " :: a|b :: c")).isEqualTo(new Command(known, "a|b :: c"));
    assertThat(Command.of(verb + " :: ")).isEqualTo(new Command(known, ""));
  }

  @Test
  void shouldSayWhatGdsmUnderstands() {
    assertThat(Command.update(List.of("10.0.0.3:8081", "10.0.0.4:8081")))
        .isEqualTo("update_servers :: 10.0.0.3:8081|10.0.0.4:8081\n");
    assertThat(Command.register(8082)).isEqualTo("register_server :: 8082\n");
  }
}
