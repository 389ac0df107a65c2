package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @Test
  void shouldWriteAddressesOfBothVersions() {
    assertThat(Command.add("b/s", 77, at("10.0.0.1"), "check").text())
        .isEqualTo("add server b/s 10.0.0.1:80 check weight 3 id 77");
    assertThat(Command.add("b/s", 77, at("::1"), "").text())
        .isEqualTo("add server b/s [0:0:0:0:0:0:0:1]:80 weight 3 id 77");
    assertThat(Command.address("b/s", at("::1").address().orElseThrow()).text())
        .isEqualTo("set server b/s addr 0:0:0:0:0:0:0:1 port 80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b/s;x", "b/s\nx", "b/s <<", "b/s\\ x", "b/ü", "b/\0"})
  void shouldNeverBeMoreThanOne(String server) {
    assertThatThrownBy(() -> Command.delete(server))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not one command");
  }

  @Test
  void shouldKnowWhetherItWasDone() {
    assertThat(Command.mode("b/s", Mode.READY).isDoneBy("\n")).isTrue();
    assertThat(Command.mode("b/s", Mode.READY).isDoneBy("No such server.\n")).isFalse();
    assertThat(Command.delete("b/s").isDoneBy("Server deleted.\n")).isTrue();
    assertThat(Command.delete("b/s").isDoneBy("\n")).isFalse();
    String busy = "Server still has connections attached to it, cannot remove it.\n";
    assertThat(Command.delete("b/s").isPutOffBy(busy)).isTrue();
    assertThat(Command.mode("b/s", Mode.READY).isPutOffBy(busy)).isFalse();
  }

  private static WantedServer at(String ip) {
    ServerAddress address = new ServerAddress(Ip.literal(ip).orElseThrow(), 80);
    return new WantedServer(Optional.of(address), 3, Mode.READY);
  }
}
