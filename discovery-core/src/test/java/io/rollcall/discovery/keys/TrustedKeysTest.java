package io.rollcall.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {
  @TempDir Path folder;

  /** As a file that is being written, or that the disk does not give. */
  @Test
  void shouldKeepTheKeyOfAFileThatCannotBeReadNow() throws IOException {
    Certificate half = Certificate.create().save(folder, "half");
    Certificate empty = Certificate.create().save(folder, "empty");
    TrustedKeys before = TrustedKeys.read(folder, TrustedKeys.NONE);
    Files.writeString(folder.resolve("half.key"), "curve\n    public-key = \"abc");
    Files.writeString(folder.resolve("empty.key"), "");
    Files.writeString(folder.resolve("new.key"), "");

    TrustedKeys after = TrustedKeys.read(folder, TrustedKeys.read(folder, before));

    assertThat(after.keys()).containsExactlyInAnyOrder(half.publicKey(), empty.publicKey());
    assertThat(after.faults()).hasSize(3);
  }

  @Test
  void shouldRevokeTheKeyOfAFileThatIsGoneOrHasAnother() throws IOException {
    Certificate.create().save(folder, "gone");
    Certificate.create().save(folder, "other");
    Certificate.create().save(folder, "folder");
    TrustedKeys before = TrustedKeys.read(folder, TrustedKeys.NONE);
    for (String name : new String[] {"gone.key", "folder.key", "other.key", "other.key_secret"}) {
      Files.delete(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("folder.key"));
    Certificate other = Certificate.create().save(folder, "other");

    TrustedKeys after = TrustedKeys.read(folder, before);

    assertThat(after.keys()).containsExactly(other.publicKey());
    assertThat(after.faults()).isEmpty();
  }

  @Test
  void shouldKeepTheKeyOfASingleFile() throws IOException {
    Certificate.create().save(folder, "single");
    Path single = folder.resolve("single.key");
    TrustedKeys before = TrustedKeys.read(single, TrustedKeys.NONE);
    Files.writeString(single, "");

    // Who asks keeps what was read before.
    assertThatThrownBy(() -> TrustedKeys.read(single, before)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldNameThreeFaultsAndCountThem() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Files.createFile(folder.resolve(i + ".key"));
    }
    assertThat(TrustedKeys.read(folder, TrustedKeys.NONE).fault())
        .contains("1.key", "3.key")
        .doesNotContain("4.key")
        .endsWith("; and 2 more, 5 in all");
  }

  @Test
  void shouldPassOverSecretsAndHiddenFiles() throws IOException {
    for (String name : new String[] {"b.key", "a.key", "a.key_secret", ".c.key"}) {
      Files.createFile(folder.resolve(name));
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(TrustedKeys.certificates(all))
          .containsExactly(folder.resolve("a.key"), folder.resolve("b.key"));
    }
  }

  /** As a disk fails while a folder is listed. */
  @Test
  void shouldTellThatAFolderCannotBeListed() {
    IOException failed = new IOException("the disk fails on purpose");
    Stream<Path> all =
        Stream.of(folder)
            .filter(
                any -> {
                  throw new UncheckedIOException(failed);
                });

    assertThatThrownBy(() -> TrustedKeys.certificates(all)).isSameAs(failed);
  }
}
