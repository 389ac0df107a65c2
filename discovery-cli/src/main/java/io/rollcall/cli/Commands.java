package io.rollcall.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** All commands of the program, in the order in which its help lists them. */
final class Commands {
  private static final List<Class<?>> ALL =
      List.of(
          ServerCommand.class,
          JoinCommand.class,
          WatchCommand.class,
          MembersCommand.class,
          ExplainCommand.class,
          KeysCommand.class,
          MeshCommand.class,
          DaemonCommand.class,
          QueryCommand.class,
          NanomsgCommand.class,
          HaproxyCommand.class,
          PoolCommand.class,
          DoctorCommand.class,
          GenerateCompletion.class,
          HelpCommand.class);

  /** These look at the others. */
  private static final List<Class<?>> ABOUT_ALL =
      List.of(GenerateCompletion.class, HelpCommand.class);

  private static final Map<String, String> EXIT_CODES =
      new TreeMap<>(Map.of("0", "printed", "2", "bad use"));

  private Commands() {}

  /** The options of all commands that variables and files can give, without their dashes. */
  static Set<String> keys() {
    return keys(all());
  }

  /** Those of them that a file can give more than once. */
  static Set<String> repeatableKeys() {
    Set<String> keys = new TreeSet<>();
    addKeys(all(), true, keys);
    return keys;
  }

  /** The program with all commands. */
  static CommandLine all() {
    CommandLine program = new CommandLine(new Rollcall());
    addTo(program);
    return program;
  }

  /** The options that variables and files can give to this command, or to one below it. */
  static Set<String> keys(CommandLine command) {
    Set<String> keys = new TreeSet<>();
    addKeys(command, false, keys);
    return keys;
  }

  private static void addKeys(CommandLine command, boolean repeatable, Set<String> keys) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (OptionSources.canGive(option) && (option.isMultiValue() || !repeatable)) {
        keys.add(OptionSources.key(option));
      }
    }
    for (CommandLine each : command.getSubcommands().values()) {
      addKeys(each, repeatable, keys);
    }
  }

  /**
   * Adds the command that the first argument names, and all if it names none: a command that is
   * there costs some milliseconds of every start.
   */
  static void addTo(CommandLine program, String... args) {
    for (Class<?> each : ALL) {
      if (args.length > 0 && !ABOUT_ALL.contains(each) && name(each).equals(args[0])) {
        program.addSubcommand(each);
        return;
      }
    }
    // No method reference, since an archive of classes would leave picocli's out.
    for (Class<?> each : ALL) {
      program.addSubcommand(each);
    }
    for (CommandLine each : program.getSubcommands().values()) {
      // Those about all are picocli's, whose help lists none.
      if (ABOUT_ALL.contains(each.getCommandSpec().userObject().getClass())) {
        each.getCommandSpec()
            .usageMessage()
            .exitCodeListHeading("%nExit codes:%n")
            .exitCodeList(EXIT_CODES);
      }
    }
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
