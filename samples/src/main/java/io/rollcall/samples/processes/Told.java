package io.rollcall.samples.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the director tells a process, on its standard input. */
public final class Told {
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  /** The next line; empty if the director is gone or wants the process to end. */
  public Optional<String> next() throws IOException {
    return Optional.ofNullable(input.readLine());
  }

  /** Waits for this word; {@code false} if the director is gone or wants the process to end. */
  public boolean await(String word) throws IOException {
    return next().filter(word::equals).isPresent();
  }

  /** Waits until the director is gone or wants the process to end. */
  public void awaitEnd() throws IOException {
    while (next().isPresent()) {
      // Whatever it says.
    }
  }
}
