package io.rollcall.convention;

import static java.util.stream.Collectors.toMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A member, and what the convention says of it: a line of {@code cases.tsv}, where the columns are
 * explained. It names no class of Rollcall, so that core's own tests can run it.
 */
public record ConventionCase(
    String name,
    String type,
    Map<String, String> attributes,
    Optional<String> address,
    boolean secure,
    int weight,
    Optional<String> malformed,
    boolean starts) {
  private static final String NONE = "-";

  /** All of them. */
  public static List<ConventionCase> all() {
    InputStream file = ConventionCase.class.getResourceAsStream("cases.tsv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(ConventionCase::of).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ConventionCase of(String line) {
    String[] cells = line.split("\t", -1);
    return new ConventionCase(
        cells[0],
        given(cells[1]).orElse(""),
        given(cells[2]).map(ConventionCase::attributes).orElse(Map.of()),
        given(cells[3]),
        Boolean.parseBoolean(cells[4]),
        Integer.parseInt(cells[5]),
        given(cells[6]),
        Boolean.parseBoolean(cells[7]));
  }

  private static Optional<String> given(String cell) {
    return Optional.of(cell).filter(text -> !text.equals(NONE));
  }

  private static Map<String, String> attributes(String cell) {
    return Stream.of(cell.split(" ", -1))
        .map(each -> each.split("=", 2))
        .collect(toMap(pair -> pair[0], pair -> pair[1]));
  }
}
