package io.rollcall.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 *
 * <p>Without lambdas, since every command waits for it, and archives of classes leave those of a
 * class of picocli's out.
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
    String named = configOf(List.of(args));
    if (named == null) {
      named = set(environment, "ROLLCALL_CONFIG");
    }
    Path path = named == null ? usual(environment) : Path.of(named);
    if (named != null || Files.exists(path)) {
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
  private static @Nullable String configOf(List<String> args) {
    for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
      if (args.get(i).startsWith(CONFIG + "=")) {
        return args.get(i).substring(CONFIG.length() + 1);
      }
      if (args.get(i).equals(CONFIG) && i + 1 < args.size()) {
        return args.get(i + 1);
      }
    }
    return null;
  }

  private static Path usual(Map<String, String> environment) {
    String set = set(environment, "XDG_CONFIG_HOME");
    Path home = set == null ? Path.of(System.getProperty("user.home"), ".config") : Path.of(set);
    return home.resolve("rollcall").resolve("rollcall.properties");
  }

  private static @Nullable String set(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value == null || value.isEmpty() ? null : value;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!arg.isOption()) {
      return null;
    }
    String name = ((OptionSpec) arg).longestName().replaceFirst("^-+", "");
    String variable = "ROLLCALL_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String set = set(environment, variable);
    return set == null ? file.getProperty(name) : set;
  }
}
