package io.rollcall.haproxy;

/** What somebody else said, made fit for one line of a log or an error. */
final class Printable {
  private static final int MOST = 200;

  private Printable() {}

  static String of(String text) {
    String stripped = text.strip();
    StringBuilder line = new StringBuilder();
    stripped
        .chars()
        .limit(MOST)
        .forEach(c -> line.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
    return stripped.length() > MOST ? line.append('…').toString() : line.toString();
  }
}
