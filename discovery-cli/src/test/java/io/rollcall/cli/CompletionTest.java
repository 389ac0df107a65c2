package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path folder;

  @Test
  void shouldCompleteInBash() throws Exception {
    Result generated = Program.run("generate-completion");
    assertThat(generated.exit()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), generated.out());

    assertThat(complete(script, "rollcall", "mem")).isEqualTo("members");
    assertThat(complete(script, "rollcall", "members", "--url-p")).isEqualTo("--url-pubsub");
  }

  /** What bash offers for the last of these words. */
  private static String complete(Path script, String... words) throws Exception {
    String bash =
        "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_rollcall; echo \"${COMPREPLY[*]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process process = new ProcessBuilder("bash", "-c", bash).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }
}
