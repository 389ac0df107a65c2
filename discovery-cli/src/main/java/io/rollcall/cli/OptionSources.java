package io.rollcall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values for options that are not on the command line. An option is looked for in the variable
 * {@code ROLLCALL_URL_SERVER}, for {@code --url-server}, and then as {@code url-server} in the
 * configuration file: that of {@code --config}, else of {@code ROLLCALL_CONFIG}, else {@code
 * rollcall/rollcall.properties} in {@code XDG_CONFIG_HOME} or {@code ~/.config}, if it is there.
 *
 * <p>Without lambdas, since every command waits for it, and archives of classes leave those of a
 * class of picocli's out.
 */
final class OptionSources implements IDefaultValueProvider {
  /** Where the value of an option comes from; a later source overrides an earlier one. */
  enum Source {
    BUILT_IN,
    FILE,
    ENVIRONMENT,
    COMMAND_LINE
  }

  private static final String CONFIG = "--config";
  private static final String PREFIX = "ROLLCALL_";

  /** Options that neither a variable nor a file can give. */
  static final Set<String> COMMAND_LINE_ONLY = Set.of("help", "version", "config");

  private final Map<String, String> environment;
  private final ConfigurationFile file;

  /** The values that came from a variable or the file, by the option's name. */
  private final Map<String, GivenValue> taken = new TreeMap<>();

  private OptionSources(Map<String, String> environment, ConfigurationFile file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the configuration file.
   *
   * @throws IllegalArgumentException if it is named and can't be read
   */
  static OptionSources of(String[] args, Map<String, String> environment) {
    String origin = CONFIG;
    String named = configOf(List.of(args));
    if (named == null) {
      origin = PREFIX + "CONFIG";
      named = set(environment, origin);
    }
    Path path = named == null ? usual(environment) : Path.of(named);
    boolean isThere = named != null || Files.exists(path);
    return new OptionSources(
        environment,
        isThere
            ? ConfigurationFile.read(path, named == null ? "" : origin)
            : ConfigurationFile.NONE);
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
    String home = set(environment, "HOME");
    Path folder =
        set == null
            ? Path.of(home == null ? System.getProperty("user.home") : home, ".config")
            : Path.of(set);
    return folder.resolve("rollcall").resolve("rollcall.properties");
  }

  private static @Nullable String set(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value == null || value.isEmpty() ? null : value;
  }

  ConfigurationFile file() {
    return file;
  }

  /** Whether a variable or the file can give this option. */
  static boolean canGive(OptionSpec option) {
    return option.longestName().startsWith("--") && !COMMAND_LINE_ONLY.contains(key(option));
  }

  /** As it is called in the file: {@code url-server}. */
  static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** As {@code ROLLCALL_URL_SERVER}. */
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!arg.isOption() || !canGive((OptionSpec) arg)) {
      return null;
    }
    OptionSpec option = (OptionSpec) arg;
    Source source = source(key(option));
    if (source == Source.BUILT_IN) {
      return null;
    }
    List<String> values =
        source == Source.FILE
            ? file.values(key(option))
            : List.of(environment.getOrDefault(variable(key(option)), ""));
    taken.put(option.longestName(), GivenValue.of(option, values, where(source, key(option))));
    // Else picocli replaces ${…} in it by a property or a variable.
    return isFlag(option)
        ? flag(values.get(0))
        : String.join(option.splitRegex(), values).replace("$", "$$");
  }

  private static boolean isFlag(OptionSpec option) {
    return option.typeInfo().isBoolean();
  }

  private static String flag(String value) {
    return value.equals("1") ? "true" : value.equals("0") ? "false" : value;
  }

  /** Where the option of this key gets its value, if it is not on the command line. */
  private Source source(String key) {
    String value = set(environment, variable(key));
    if (value != null && !isOfALink(key, value)) {
      return Source.ENVIRONMENT;
    }
    return file.values(key).isEmpty() ? Source.BUILT_IN : Source.FILE;
  }

  /** Where this option of a command gets its value. */
  static Source source(CommandSpec command, String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option)
        ? Source.COMMAND_LINE
        : of(command).source(option.substring(2));
  }

  /** That place, for people. */
  static String where(CommandSpec command, String option) {
    return of(command).where(source(command, option), option.substring(2));
  }

  private static OptionSources of(CommandSpec command) {
    return (OptionSources) command.defaultValueProvider();
  }

  /** The place of this source where the option of this key stands, for people. */
  private String where(Source source, String key) {
    return switch (source) {
      case BUILT_IN -> "the default";
      case FILE -> "the configuration file '" + file.path() + "'";
      case ENVIRONMENT -> "the variable " + variable(key);
      case COMMAND_LINE -> "the command line";
    };
  }

  /**
   * Kubernetes and Docker describe a service named {@code rollcall} to others by {@code
   * ROLLCALL_PORT=tcp://10.0.0.1:7655} and the like; Docker adds {@code ROLLCALL_NAME=/x/rollcall}.
   */
  private boolean isOfALink(String key, String value) {
    String port = environment.getOrDefault(PREFIX + "PORT", "");
    return port.matches("(tcp|udp|sctp)://.*")
        && (key.equals("port") || (key.equals("name") && value.matches("/.*/.*")));
  }

  /** The values that are not from the command line. */
  Collection<GivenValue> taken() {
    return taken.values();
  }
}
