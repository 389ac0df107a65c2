package io.rollcall.processes;

import java.util.List;

/** A line that one process says to another: words with spaces between them. Immutable. */
public record Line(List<String> words) {

  /** The line in this text. */
  public static Line parse(String text) {
    return new Line(List.of(text.split(" ")));
  }

  /** What kind of line it is. */
  public String word() {
    return words.get(0);
  }

  /** The word at this place, counted from 1; the first is {@link #word()}. */
  public String value(int place) {
    return words.get(place);
  }

  /** All words but the first. */
  public List<String> values() {
    return words.subList(1, words.size());
  }

  /** The number at this place. */
  public long number(int place) {
    return Long.parseLong(words.get(place));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
