package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.TransportKind;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are made by one call, and stand in the files that ZeroMQ's other libraries use. */
class KeysTest {
  @TempDir Path folder;

  @Test
  void shouldWriteAPublicAndASecretCertificate() throws Exception {
    String key = Keys.create(folder.resolve("new"), "client1");

    assertThat(key).hasSize(40);
    assertThat(Files.readString(folder.resolve("new/client1.key")))
        .contains("\ncurve\n", "    public-key = \"" + key + "\"")
        .doesNotContain("secret-key");
    assertThat(Files.readString(folder.resolve("new/client1.key_secret")))
        .contains("    public-key = \"" + key + "\"")
        .containsPattern("    secret-key = \".{40}\"");
  }

  @Test
  void shouldStartWithNoKeyWhoseHalvesDoNotBelongTogether() throws Exception {
    String one = Keys.create(folder, "one");
    String other = Keys.create(folder, "other");
    Path mixed = folder.resolve("mixed.key_secret");
    Files.writeString(
        mixed, Files.readString(folder.resolve("one.key_secret")).replace(one, other));
    Options options =
        Options.defaults()
            .withTransport(TransportKind.ZMTP)
            .withSecurity(Security.curve(mixed, folder.resolve("one.key")));

    assertThatThrownBy(() -> Server.start(Secured.ANY, Secured.ANY, options))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("mixed.key_secret");
  }

  @Test
  void shouldReadThePublicKeyOfBothFiles() {
    String key = Keys.create(folder, "client1");

    assertThat(Keys.publicKey(folder.resolve("client1.key"))).isEqualTo(key);
    assertThat(Keys.publicKey(folder.resolve("client1.key_secret"))).isEqualTo(key);
    assertThatThrownBy(() -> Keys.publicKey(folder.resolve("client2.key")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("client2.key");
  }

  @Test
  void shouldLetTheOwnerAloneReadTheSecret() throws Exception {
    Keys.create(folder, "client1");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("client1.key_secret"))))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNotWriteOverKeysThatAreThere() throws Exception {
    Keys.create(folder, "client1");
    String before = Files.readString(folder.resolve("client1.key_secret"));

    assertThatThrownBy(() -> Keys.create(folder, "client1"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("client1")
        .hasMessageContaining(folder.toString());
    assertThat(Files.readString(folder.resolve("client1.key_secret"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../client1", "a/b", "..", "."})
  void shouldTakePlainFileNamesAlone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keys.create(folder, name))
        .withMessage("name '%s' is no plain file name", name);
  }
}
