package io.rollcall.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A child's end of the lines: the orders that it gets on its standard input, and what it says on
 * its standard output. {@link #say} is thread-safe.
 */
public final class Orders {
  private static final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Orders() {}

  /** The next order; {@code null} when the director is gone or wants the process to end. */
  public static @Nullable Line next() throws IOException {
    String text = input.readLine();
    return text == null ? null : Line.parse(text);
  }

  /**
   * Waits for the next order, and tells whether it is this word; {@code false} when the director is
   * gone or wants the process to end.
   */
  public static boolean await(String word) throws IOException {
    Line line = next();
    return line != null && line.word().equals(word);
  }

  /** Waits until the director is gone or wants the process to end. */
  public static void awaitEnd() throws IOException {
    while (input.readLine() != null) {
      // Whatever it says.
    }
  }

  /** Says a line to the director. */
  public static void say(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    System.out.println(line);
    System.out.flush();
  }
}
