package io.rollcall.discovery.survey;

/** Texts that are kept, cut so that they are small on the wire. Stateless. */
final class Abbreviation {
  /** In UTF-8 less than the 255 octets of a short string. */
  private static final int MOST = 80;

  private Abbreviation() {}

  static String of(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MOST - 1));
    return text.substring(0, splits ? MOST - 1 : MOST) + "…";
  }
}
