package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.TransportKind;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ServerChoiceTest {
  @Command
  private static final class Probe {
    @Mixin private ServerChoice server = new ServerChoice();
  }

  private static Options options(String... args) {
    Probe probe = new Probe();
    new CommandLine(probe).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return probe.server.options();
  }

  @Test
  void shouldChooseTheTransport() {
    assertThat(options("--transport", "zmtp").transport()).contains(TransportKind.ZMTP);
    assertThat(options("--transport", "jeromq").transport()).contains(TransportKind.JEROMQ);
  }

  @Test
  void shouldLeaveTheTransportToTheSystemPropertyByDefault() {
    assertThat(options().transport()).isEmpty();
  }

  @Test
  void shouldRefuseATransportThatIsNone() {
    assertThatThrownBy(() -> options("--transport", "netty"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--transport")
        .hasMessageContaining("netty");
  }
}
