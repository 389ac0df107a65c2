package io.rollcall.samples;

import io.rollcall.discovery.Keys;
import java.nio.file.Path;

/** Makes keys for secured servers and clients, and prints the public ones. */
public final class MakeKeys {
  private MakeKeys() {}

  /**
   * Makes a pair of keys for each name.
   *
   * @param args the folder, then the names
   */
  public static void main(String... args) {
    if (args.length < 2) {
      System.err.println("usage: MakeKeys FOLDER NAME...");
      System.exit(2);
    }
    for (int i = 1; i < args.length; i++) {
      System.out.println(args[i] + " " + Keys.create(Path.of(args[0]), args[i]));
    }
  }
}
