package io.rollcall.cli;

import io.rollcall.discovery.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a name: its public certificate, its secret one, or both. Immutable.
 *
 * @param name of the files, without what they end in
 * @param publicKey in Z85; empty if none could be read
 * @param secret how the secret certificate is kept
 * @param faults of files that hold no key, or another one than their counterpart
 */
record KeyPair(String name, String publicKey, Secret secret, List<String> faults) {
  static final String PUBLIC = ".key";
  static final String SECRET = ".key_secret";

  /** How a secret certificate is kept. */
  enum Secret {
    NONE("not here"),
    KEPT("here"),
    OPEN("here, READABLE BY OTHERS");

    private final String text;

    Secret(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** Where a file system has no such permissions, it is taken to be kept. */
    static Secret of(Path file) {
      if (!Files.exists(file)) {
        return NONE;
      }
      try {
        Set<PosixFilePermission> who = Files.getPosixFilePermissions(file);
        return who.contains(PosixFilePermission.GROUP_READ)
                || who.contains(PosixFilePermission.OTHERS_READ)
            ? OPEN
            : KEPT;
      } catch (IOException | UnsupportedOperationException notTold) {
        return KEPT;
      }
    }
  }

  KeyPair {
    faults = List.copyOf(faults);
  }

  /** All in a folder, sorted by name. */
  static List<KeyPair> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> Files.isRegularFile(each))
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(PUBLIC) || each.endsWith(SECRET))
          .map(each -> each.substring(0, each.lastIndexOf(PUBLIC)))
          .distinct()
          .sorted()
          .map(each -> of(folder, each))
          .toList();
    }
  }

  private static KeyPair of(Path folder, String name) {
    List<String> faults = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (String end : List.of(PUBLIC, SECRET)) {
      Path file = folder.resolve(name + end);
      if (Files.exists(file)) {
        try {
          keys.add(Keys.publicKey(file));
        } catch (UncheckedIOException noKey) {
          faults.add(Reason.message(noKey));
        }
      }
    }
    if (keys.stream().distinct().count() > 1) {
      faults.add("%s and its secret hold different keys".formatted(folder.resolve(name + PUBLIC)));
    }
    return new KeyPair(
        name, keys.isEmpty() ? "" : keys.get(0), Secret.of(folder.resolve(name + SECRET)), faults);
  }

  /** For programs. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("publicKey", publicKey);
    fields.put("secret", secret != Secret.NONE);
    fields.put("readableByOthers", secret == Secret.OPEN);
    fields.put("faults", faults);
    return fields;
  }
}
