package io.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Which keys a pool of files or pages takes: what lies below its root, and nothing else. */
final class PoolKey {
  /** More than this no peer takes. */
  static final int MOST_OCTETS = 64 << 20;

  private PoolKey() {}

  /**
   * The steps down from the root.
   *
   * @throws IllegalArgumentException if it could lead anywhere else
   */
  static List<String> steps(String key) {
    List<String> steps = List.of(key.split("/", -1));
    for (String step : steps) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        throw new IllegalArgumentException("it is no path below the root, as a/b.txt");
      }
    }
    if (key.chars().anyMatch(each -> each == '\\' || Character.isISOControl(each))) {
      throw new IllegalArgumentException("it has a backslash or a control character");
    }
    return steps;
  }

  /**
   * The octets, unless there are too many.
   *
   * @throws IllegalArgumentException if there are
   */
  static byte[] bounded(InputStream value) throws IOException {
    byte[] octets = value.readNBytes(MOST_OCTETS + 1);
    if (octets.length > MOST_OCTETS) {
      throw new IllegalArgumentException(
          "its value has more than %,d octets".formatted(MOST_OCTETS));
    }
    return octets;
  }
}
