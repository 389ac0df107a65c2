package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path folder;

  private static String secretOf(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?s).*secret-key\\s*=\\s*\"([^\"]{40})\".*", "$1");
  }

  @Test
  void shouldMakeAPairAndPrintItsPublicKeyAlone() throws IOException {
    Result result = Program.run("keys", "create", "web", "--folder", folder + "/new");

    assertThat(result.exit()).isZero();
    String made = Keys.publicKey(folder.resolve("new/web.key"));
    assertThat(result.out()).startsWith(made + "\n");
    String secret = secretOf(folder.resolve("new/web.key_secret"));
    assertThat(secret).hasSize(40);
    assertThat(result.out() + result.err()).doesNotContain(secret);
  }

  @Test
  void shouldMakeAPairForPrograms() {
    Result result = Program.run("keys", "create", "web", "--json", "--folder=" + folder);

    assertThat(result.exit()).isZero();
    Schemas.check("keys-create", result.out());
  }

  @Test
  void shouldKeepWhatIsThere() throws IOException {
    Keys.create(folder, "web");
    String before = Files.readString(folder.resolve("web.key_secret"));

    Result result = Program.run("keys", "create", "web", "--folder=" + folder);

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("web.key is there already");
    assertThat(folder.resolve("web.key_secret")).hasContent(before);
  }

  @Test
  void shouldRefuseANameThatIsAPath() {
    Result result = Program.run("keys", "create", "../web", "--folder=" + folder);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("name '../web' is no plain file name");
  }

  @Test
  void shouldListKeysAndWarnOfSecretsThatOthersCanRead() throws IOException {
    String kept = Keys.create(folder, "kept");
    Keys.create(folder, "open");
    Files.delete(folder.resolve("open.key"));
    Files.setPosixFilePermissions(
        folder.resolve("open.key_secret"), PosixFilePermissions.fromString("rw-r--r--"));

    Result result = Program.run("keys", "list", folder.toString());

    assertThat(result.exit()).isZero();
    assertThat(result.out().lines().toList()).hasSize(3);
    assertThat(result.out()).contains("kept  " + kept + "  here\n", "READABLE BY OTHERS");
    assertThat(result.err()).contains("others can read " + folder.resolve("open.key_secret"));
    assertThat(result.out() + result.err())
        .doesNotContain(
            secretOf(folder.resolve("kept.key_secret")),
            secretOf(folder.resolve("open.key_secret")));
  }

  @Test
  void shouldSayThatAPublicCertificateIsNoOwnOne() {
    Keys.create(folder, "web");
    String key = folder.resolve("web.key").toString();

    assertThat(InProcess.run(Map.of(), "members", "--key", key, "--trust", key).err())
        .isEqualTo(
            "rollcall: security: %s has no curve/secret-key: it is a public certificate,"
                    .formatted(key)
                + " NAME.key_secret is wanted\n");
    assertThat(InProcess.run(Map.of(), "members", "--key", key + "_secret", "--trust", "/no").err())
        .isEqualTo("rollcall: security: /no can't be read\n");
  }

  @Test
  void shouldListForProgramsAndNameAFileWithoutAKey() throws IOException {
    Keys.create(folder, "web");
    Files.writeString(folder.resolve("odd.key"), "nothing");

    Result result = Program.run("keys", "list", "--json", folder.toString());

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    Schemas.check("keys-list", result.out());
    assertThat(result.err()).contains(folder.resolve("odd.key") + " has no curve/public-key");
  }

  @Test
  void shouldSayThatAFolderIsNotThere() {
    Result result = Program.run("keys", "list", folder + "/nowhere");

    assertThat(result.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(result.err()).contains("/nowhere' is not there");
  }
}
