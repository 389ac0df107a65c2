package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.TransportProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** An application server loads an application apart from the library. */
  @Test
  void shouldFindAProviderThatOnlyTheApplicationHas(@TempDir Path folder) throws Exception {
    try (URLClassLoader application = loaderThatProvides(folder, Provided.class.getName())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> startIn(application))
          .withMessage("asked for a transport");
    }
  }

  @Test
  void shouldNameAProviderThatCanNotBeUsed(@TempDir Path folder) throws Exception {
    try (URLClassLoader application = loaderThatProvides(folder, "org.example.Missing")) {
      assertThatExceptionOfType(DiscoveryException.class)
          .isThrownBy(() -> startIn(application))
          .withMessageStartingWith("transport JEROMQ: ")
          .withMessageContaining("org.example.Missing");
    }
  }

  private static URLClassLoader loaderThatProvides(Path folder, String provider) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(TransportProvider.class.getName()), provider);
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, TransportKindTest.class.getClassLoader());
  }

  private static void startIn(ClassLoader application) {
    Thread current = Thread.currentThread();
    ClassLoader usual = current.getContextClassLoader();
    current.setContextClassLoader(application);
    try {
      Transports.of(DEFAULTS.withTransport(TransportKind.JEROMQ));
    } finally {
      current.setContextClassLoader(usual);
    }
  }

  /** Has no transport. */
  public static final class Provided implements TransportProvider {
    @Override
    public TransportKind kind() {
      return TransportKind.JEROMQ;
    }

    @Override
    public Transport transport(Options options) {
      throw new IllegalStateException("asked for a transport");
    }
  }

  @Test
  void shouldStandInTheOptions() {
    assertThat(DEFAULTS.transport()).isEmpty();
    assertThat(DEFAULTS.withTransport(TransportKind.ZMTP).withMisses(7).transport())
        .contains(TransportKind.ZMTP);
  }
}
