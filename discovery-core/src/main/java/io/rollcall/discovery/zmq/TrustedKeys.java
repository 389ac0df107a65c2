package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public keys of the certificates in a folder, or of a single one. Immutable.
 *
 * @param keys in Z85
 * @param faults of the files that could not be read, one line for each
 */
record TrustedKeys(Set<String> keys, List<String> faults) {
  TrustedKeys {
    keys = Set.copyOf(keys);
    faults = List.copyOf(faults);
  }

  /**
   * Reads them.
   *
   * @throws IOException if there is neither a folder nor a file
   */
  static TrustedKeys read(Path path) throws IOException {
    Set<String> keys = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files(path)) {
      try {
        keys.add(Certificate.read(file).publicKey());
      } catch (IOException unreadable) {
        faults.add(String.valueOf(unreadable.getMessage()));
      }
    }
    return new TrustedKeys(keys, faults);
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path.toRealPath());
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(TrustedKeys::isCertificate).sorted().collect(Collectors.toList());
    }
  }

  private static boolean isCertificate(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith("_secret") && Files.isRegularFile(file);
  }
}
