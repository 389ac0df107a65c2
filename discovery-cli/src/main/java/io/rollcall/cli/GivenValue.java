package io.rollcall.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of one option, and the place that they came from.
 *
 * @param isFile whether the values are paths of files
 * @param where for people, as {@code the variable ROLLCALL_PORT}
 */
record GivenValue(String option, boolean isFile, List<String> values, String where) {
  private static final String COMMAND_LINE = "the command line";

  /** Shorter ones, and plain words, may stand in a message by chance. */
  private static final Pattern TELLING = Pattern.compile(".*[/.:].*");

  private static final int TELLING_LENGTH = 6;

  /** How an error of the library shows a value that is too long for it. */
  private static final Pattern SHORTENED = Pattern.compile("'([^']{32,})…'");

  private static final int MOST_SHOWN = 200;

  static GivenValue of(OptionSpec option, List<String> values, String where) {
    return new GivenValue(
        option.longestName(), option.typeInfo().getType() == Path.class, values, where);
  }

  /**
   * Names the options that an error is about, with their values and where these stand: in a
   * variable, in the configuration file, or on the command line if the message has not said which
   * option it is.
   *
   * @return what to put behind the message; empty if it is about no value
   */
  static String explain(CommandLine command, Exception thrown, String message) {
    StringBuilder text = new StringBuilder();
    if (command.getDefaultValueProvider() instanceof OptionSources sources) {
      sources.taken().stream()
          .filter(each -> each.isNamedIn(message) || each.standsIn(message))
          .forEach(text::append);
    }
    // What fails later, as a server that does not answer, is no fault of the command line.
    if (thrown instanceof IllegalArgumentException && command.getParseResult() != null) {
      for (OptionSpec option : command.getParseResult().matchedOptions()) {
        GivenValue given = of(option, option.originalStringValues(), COMMAND_LINE);
        if (!given.isNamedIn(message) && given.standsIn(message)) {
          text.append(given);
        }
      }
    }
    return text.toString();
  }

  private boolean isNamedIn(String message) {
    return hasWord(message, option);
  }

  /** Whether the message has a value, or one of those that are joined by commas in it. */
  private boolean standsIn(String message) {
    return values.stream()
        .flatMap(each -> Stream.concat(Stream.of(each), Stream.of(each.split(",", -1))))
        .map(String::strip)
        .anyMatch(each -> isQuotedIn(message, each) || isWordIn(message, each));
  }

  private static boolean isQuotedIn(String message, String given) {
    String value = withoutControls(given);
    Matcher shortened = SHORTENED.matcher(message);
    return message.contains("'" + value + "'")
        // An address of which the module made an endpoint.
        || message.contains("/" + value + "'")
        || (shortened.find() && value.startsWith(shortened.group(1)))
        || (value.indexOf('=') > 0
            && message.contains("attribute '" + value.substring(0, value.indexOf('=')) + "'"));
  }

  private boolean isWordIn(String message, String value) {
    return isFile
        ? absolute(value).filter(path -> hasWord(message, path)).isPresent()
        : value.length() >= TELLING_LENGTH
            && TELLING.matcher(value).matches()
            && hasWord(message, value);
  }

  /** As the library shows a file; empty for what is no path. */
  private static Optional<String> absolute(String value) {
    try {
      return Optional.of(Path.of(value).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException malformed) {
      return Optional.empty();
    }
  }

  /** As the library shows it. */
  private static String withoutControls(String value) {
    return value.replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "\ufffd");
  }

  /** Not as a part of a longer word: {@code --url} is not {@code --url-server}. */
  private static boolean hasWord(String message, String word) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
        .matcher(message)
        .find();
  }

  @Override
  public String toString() {
    return "; %s is '%s', from %s"
        .formatted(
            option, String.join("', '", values.stream().map(GivenValue::shown).toList()), where);
  }

  private static String shown(String value) {
    return value.codePointCount(0, value.length()) <= MOST_SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MOST_SHOWN)) + "…";
  }
}
