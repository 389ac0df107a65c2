package io.rollcall.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  private static Daemon daemon(String... variables) {
    Map<String, String> environment =
        Stream.of(variables)
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return new Environment(environment).builder().build();
  }

  @Test
  void shouldListenAt8081UnlessToldOtherwise() {
    assertThat(daemon().port()).isEqualTo(8081);
    assertThat(daemon("PORT=").port()).isEqualTo(8081);
    assertThat(daemon("PORT=8082").port()).isEqualTo(8082);
  }

  @Test
  void shouldTellItsRole() {
    assertThat(daemon("MANAGER=true")).hasToString("manager at port 8081 SYNCING");
    assertThat(daemon("UPLINK=manager:8081,10.0.0.2:8081"))
        .hasToString("worker of tcp://manager:8081,tcp://10.0.0.2:8081 at port 8081 SYNCING");
    assertThat(daemon("MANAGER=false"))
        .hasToString("worker without a manager at port 8081 SYNCING");
    assertThat(daemon("SURVEY=tcp://h:1", "PUBSUB=tcp://h:2"))
        .hasToString("member of the server tcp://h:1 at port 8081 SYNCING");
  }

  /** gdsm's managers read no UPLINK. */
  @Test
  void shouldBeAManagerWhateverItsUplink() {
    assertThat(daemon("MANAGER=true", "UPLINK=manager:8081")).asString().startsWith("manager at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "MANAGER=yes ! MANAGER is 'yes'; it must be true, false or not set",
        "PORT=x ! PORT is 'x'; it must be 0 to 65535",
        "PORT=65536 ! PORT is '65536'; it must be 0 to 65535",
        "UPLINK=manager ! UPLINK is 'manager': endpoint 'tcp://manager': it has no port; it must be tcp://HOST:PORT",
        "UPLINK=a:1,,b:2 ! UPLINK is 'a:1,,b:2': endpoint 'tcp://': it has no port; it must be tcp://HOST:PORT",
        "UPLINK=a:0 ! UPLINK is 'a:0': endpoint 'tcp://a:0': port '0' is not 1 to 65535",
        "BIND=a b ! BIND is 'a b': endpoint 'tcp://a b:8081': 'a b' is no host; an IPv6 address stands in brackets",
        "NETWORKS=10.0.0.0/33 ! NETWORKS is '10.0.0.0/33': network '10.0.0.0/33': '33' is not 0 to 32",
        "SURVEY=tcp://h:1 ! server: its survey endpoint is 'tcp://h:1' and its publish endpoint is ''; both are needed, or none; in the environment SURVEY is 'tcp://h:1'"
      })
  void shouldSayWhatIsMalformed(String variable, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> daemon(variable)).withMessage(message);
  }

  @Test
  void shouldNotJoinAServerAndAManager() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> daemon("SURVEY=tcp://h:1", "PUBSUB=tcp://h:2", "UPLINK=a:1"))
        .withMessage(
            "server 'tcp://h:1': who joins a server is no manager, and has no uplink; it is to have the uplink 'a:1'; in the environment PUBSUB is 'tcp://h:2', SURVEY is 'tcp://h:1', UPLINK is 'a:1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> daemon("SURVEY=nowhere", "PUBSUB=tcp://h:2"))
        .withMessageContaining("SURVEY is 'nowhere': endpoint 'nowhere'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> daemon("SURVEY=tcp://h:1", "PUBSUB=tcp://h:2", "NAME=a|b"))
        .withMessageContaining("NAME is 'a|b': name 'a|b'");
  }
}
