package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportKindTest {
  private static final Options DEFAULTS = Options.defaults();

  private final String before = System.getProperty(TransportKind.PROPERTY, "");

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(TransportKind.PROPERTY);
    } else {
      System.setProperty(TransportKind.PROPERTY, before);
    }
  }

  @Test
  void shouldBeThatOfTheEngineWhereNothingIsSaid() {
    System.clearProperty(TransportKind.PROPERTY);

    assertThat(Transports.kind(DEFAULTS)).isEqualTo(TransportKind.ZMTP);
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeTheOneThatThePropertyNames(TransportKind kind) {
    System.setProperty(TransportKind.PROPERTY, kind.toString());

    assertThat(Transports.kind(DEFAULTS)).isEqualTo(kind);
  }

  @Test
  void shouldBeThatOfTheOptionsWhateverThePropertySays() {
    System.setProperty(TransportKind.PROPERTY, "zmtp");
    assertThat(Transports.kind(DEFAULTS.withTransport(TransportKind.JEROMQ)))
        .isEqualTo(TransportKind.JEROMQ);

    System.setProperty(TransportKind.PROPERTY, "nonsense");
    assertThat(Transports.kind(DEFAULTS.withTransport(TransportKind.ZMTP)))
        .isEqualTo(TransportKind.ZMTP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ZMTP", "netty"})
  void shouldRefuseAPropertyThatNamesNone(String value) {
    System.setProperty(TransportKind.PROPERTY, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscriber.start("tcp://127.0.0.1:1", DEFAULTS))
        .withMessage(
            "system property rollcall.transport is '%s'; it must be 'zmtp' or 'jeromq'", value);
  }

  @Test
  void shouldNameTheModuleThatIsNotThere() {
    assertThatExceptionOfType(DiscoveryException.class)
        .isThrownBy(
            () ->
                Subscriber.start("tcp://127.0.0.1:1", DEFAULTS.withTransport(TransportKind.JEROMQ)))
        .withMessage(
            "transport JEROMQ needs the module io.rollcall:discovery-jeromq, which is not there");
  }

  @Test
  void shouldStandInTheOptions() {
    assertThat(DEFAULTS.transport()).isEmpty();
    assertThat(DEFAULTS.withTransport(TransportKind.ZMTP).withMisses(7).transport())
        .contains(TransportKind.ZMTP);
  }
}
