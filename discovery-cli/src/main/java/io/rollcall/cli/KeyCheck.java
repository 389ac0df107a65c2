package io.rollcall.cli;

import io.rollcall.cli.KeyPair.Secret;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether the files of keys are there, hold keys, and are kept as they should be. */
final class KeyCheck {
  private final List<Finding> findings;

  private KeyCheck(List<Finding> findings) {
    this.findings = findings;
  }

  /** Whether one can talk to servers with them. */
  static boolean of(Security security, List<Finding> findings) {
    if (security.own().isEmpty()) {
      findings.add(
          Finding.ok(
              "keys", "none are used: whoever reaches the ports is trusted (--key, --trust)"));
      return true;
    }
    KeyCheck check = new KeyCheck(findings);
    String own = check.own(security.own().orElseThrow());
    boolean trusts = check.trusted(security.trusted().orElseThrow(), own);
    return !own.isEmpty() && trusts;
  }

  /** The public key; empty if the file does not serve. */
  private String own(Path file) {
    try {
      String key = Keys.publicKey(file);
      if (!Files.readString(file).contains("secret-key")) {
        throw new IOException(file + " has no secret key; it is a public certificate");
      }
      findings.add(Finding.ok("keys", "%s: its public key is %s".formatted(file, key)));
      warnIfOpen(file);
      return key;
    } catch (IOException | UncheckedIOException unreadable) {
      findings.add(
          Finding.fail(
              "keys",
              "--key: " + Reason.message(unreadable),
              "name the file NAME.key_secret that rollcall keys create has made, and let this user"
                  + " read it"));
      return "";
    }
  }

  private boolean trusted(Path path, String own) {
    List<String> keys = new ArrayList<>();
    try {
      for (Path file : certificates(path)) {
        if (file.toString().endsWith("_secret")) {
          warnIfOpen(file);
          continue;
        }
        try {
          keys.add(Keys.publicKey(file));
        } catch (UncheckedIOException noKey) {
          findings.add(
              Finding.warn(
                  "keys", "--trust: " + Reason.message(noKey), "it is passed over; take it away"));
        }
      }
    } catch (IOException unreadable) {
      findings.add(
          Finding.fail(
              "keys",
              "--trust: '%s' can't be read: %s".formatted(path, Reason.of(unreadable)),
              "name a folder with NAME.key files of those that are trusted, or one such file"));
      return false;
    }
    if (keys.isEmpty()) {
      findings.add(
          Finding.fail(
              "keys",
              "--trust: %s holds no key".formatted(path),
              "put NAME.key of the servers there"));
      return false;
    }
    findings.add(
        Finding.ok(
            "keys",
            "%s: %d trusted%s"
                .formatted(path, keys.size(), keys.contains(own) ? ", the own key too" : "")));
    return true;
  }

  private static List<Path> certificates(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path.toRealPath());
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(each -> Files.isRegularFile(each) && !isHidden(each)).sorted().toList();
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private void warnIfOpen(Path secret) {
    if (Secret.of(secret) == Secret.OPEN) {
      findings.add(
          Finding.warn(
              "keys",
              secret + ": others can read this secret",
              "chmod 600 it; if others may have read it, make a new one"));
    }
  }
}
