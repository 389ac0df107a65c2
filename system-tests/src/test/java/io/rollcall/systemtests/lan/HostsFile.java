package io.rollcall.systemtests.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code /etc/hosts} of a namespace: {@code ip netns exec} mounts it over the machine's. */
final class HostsFile {
  private static final Path DIRECTORY = Path.of("/etc/netns");

  private HostsFile() {}

  /**
   * Processes see this at their next lookup, those that run too if there was one at their start.
   */
  static synchronized void write(String space, String text) {
    Path file = DIRECTORY.resolve(space).resolve("hosts");
    try {
      Files.createDirectories(file.getParent());
      // Written in place: what is mounted is the file, not its name.
      Files.writeString(file, text, UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Deletes it, if there is one. */
  static synchronized void delete(String space) throws IOException {
    Path own = DIRECTORY.resolve(space);
    if (!Files.exists(own)) {
      return;
    }
    Files.deleteIfExists(own.resolve("hosts"));
    Files.delete(own);
    try {
      Files.delete(DIRECTORY);
    } catch (DirectoryNotEmptyException others) {
      // Others need it.
    }
  }
}
