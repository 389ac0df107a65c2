package io.rollcall.samples.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What the director tells a process, on its standard input. */
final class Told {
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  /** Waits for this word; {@code false} if the director is gone or wants the process to end. */
  boolean await(String word) throws IOException {
    return word.equals(input.readLine());
  }

  /** Waits until the director is gone or wants the process to end. */
  void awaitEnd() throws IOException {
    while (input.readLine() != null) {
      // Whatever it says.
    }
  }
}
