package io.rollcall.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What operators set once. An option that is not on the command line is looked for in the variable
 * {@code ROLLCALL_URL_SERVER}, for {@code --url-server}, and then as {@code url-server} in the
 * configuration file: that of {@code --config}, else of {@code ROLLCALL_CONFIG}, else {@code
 * rollcall/rollcall.properties} in {@code XDG_CONFIG_HOME} or {@code ~/.config}, if it is there.
 */
final class Defaults implements IDefaultValueProvider {
  private static final String CONFIG = "--config";

  private final Map<String, String> environment;
  private final Properties file;

  private Defaults(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the configuration file.
   *
   * @throws IllegalArgumentException if it is named and can't be read
   */
  static Defaults of(String[] args, Map<String, String> environment) {
    Properties properties = new Properties();
    Optional<Path> named =
        configOf(List.of(args)).or(() -> set(environment, "ROLLCALL_CONFIG")).map(Path::of);
    Path path = named.orElseGet(() -> usual(environment));
    if (named.isPresent() || Files.exists(path)) {
      try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException unreadable) {
        throw new IllegalArgumentException(
            "configuration file '" + path + "' can't be read: " + unreadable, unreadable);
      }
    }
    return new Defaults(environment, properties);
  }

  /** Up to {@code --}, behind which another command's arguments stand. */
  private static Optional<String> configOf(List<String> args) {
    for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
      if (args.get(i).startsWith(CONFIG + "=")) {
        return Optional.of(args.get(i).substring(CONFIG.length() + 1));
      }
      if (args.get(i).equals(CONFIG) && i + 1 < args.size()) {
        return Optional.of(args.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static Path usual(Map<String, String> environment) {
    Path home =
        set(environment, "XDG_CONFIG_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
    return home.resolve("rollcall").resolve("rollcall.properties");
  }

  private static Optional<String> set(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!arg.isOption()) {
      return null;
    }
    String name = ((OptionSpec) arg).longestName().replaceFirst("^-+", "");
    String variable = "ROLLCALL_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    return set(environment, variable).orElseGet(() -> file.getProperty(name));
  }
}
