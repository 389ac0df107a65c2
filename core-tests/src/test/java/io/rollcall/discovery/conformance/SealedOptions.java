package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Options with CURVE: everybody has the same key, and trusts it. */
final class SealedOptions {
  private SealedOptions() {}

  /** With new keys in a folder of their own. */
  static Options create() {
    try {
      Path folder = Files.createTempDirectory("keys");
      Keys.create(folder, "all");
      Path secret = folder.resolve("all.key_secret");
      Path trusted = folder.resolve("all.key");
      for (Path each : new Path[] {folder, secret, trusted}) {
        each.toFile().deleteOnExit();
      }
      return Options.defaults().withSecurity(Security.curve(secret, trusted));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
