package io.rollcall.discovery.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public keys of the certificates in a folder, or of a single one. Immutable.
 *
 * @param files the key of each file
 * @param keys all of them, in Z85
 * @param faults of the files that could not be read, one line for each
 */
record TrustedKeys(Map<Path, String> files, Set<String> keys, List<String> faults) {
  /** Before anything was read. */
  static final TrustedKeys NONE = new TrustedKeys(Map.of(), List.of());

  private static final int MOST_SHOWN = 3;

  TrustedKeys {
    files = Map.copyOf(files);
    keys = Set.copyOf(keys);
    faults = List.copyOf(faults);
  }

  private TrustedKeys(Map<Path, String> files, List<String> faults) {
    this(files, Set.copyOf(files.values()), faults);
  }

  /**
   * Reads them. A file of a folder that is there, and can't be read now, keeps the key it had
   * before: only one that is gone revokes its key, or one with another key.
   *
   * @throws IOException if there is neither a folder nor a file, or the one file can't be read
   *     whose key is known from before
   */
  static TrustedKeys read(Path path, TrustedKeys before) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    Set<Path> files = new TreeSet<>(files(path));
    if (isFolder) {
      before.files.keySet().stream().filter(TrustedKeys::mayBeThere).forEach(files::add);
    }
    Map<Path, String> keys = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.put(file, Certificate.read(file).publicKey());
      } catch (IOException unreadable) {
        if (!isFolder && !before.keys.isEmpty()) {
          throw unreadable;
        }
        if (mayBeThere(file)) {
          before.keyOf(file).ifPresent(known -> keys.put(file, known));
          faults.add(ReloadingKeyring.reason(unreadable));
        }
      }
    }
    return new TrustedKeys(keys, faults);
  }

  private Optional<String> keyOf(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  /** Whether it is a file, or the system can't tell. */
  private static boolean mayBeThere(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unknown) {
      return true;
    }
  }

  /** What is wrong with the files, in one line; empty if nothing is. */
  String fault() {
    String first = faults.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
    int more = faults.size() - MOST_SHOWN;
    return more > 0 ? "%s; and %,d more, %,d in all".formatted(first, more, faults.size()) : first;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path.toRealPath());
    }
    try (Stream<Path> all = Files.list(path)) {
      return certificates(all);
    }
  }

  /**
   * Those of these files that may be public certificates, sorted.
   *
   * @throws IOException if the files can't be listed
   */
  static List<Path> certificates(Stream<Path> all) throws IOException {
    try {
      return all.filter(TrustedKeys::isCertificate).sorted().collect(Collectors.toList());
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean isCertificate(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith("_secret") && Files.isRegularFile(file);
  }
}
