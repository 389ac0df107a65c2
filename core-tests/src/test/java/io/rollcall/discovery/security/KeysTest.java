package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Keys;
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
