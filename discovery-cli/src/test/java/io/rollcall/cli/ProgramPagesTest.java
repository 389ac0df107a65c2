package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Commands and options of the program stand on the pages as they are. */
class ProgramPagesTest {
  private static final Path TREE = Path.of("..");
  private static final Path PAGE = Path.of("../docs/reference/program.md");

  /** A call on a page: up to the end of the line or of the span of code, or to a pipe. */
  private static final Pattern CALL =
      Pattern.compile("(?:^|[`$(/ ])rollcall((?: +(?:\\\\\\n *)?[^\\n`|;)]+)+)", Pattern.MULTILINE);

  /** Where a span, a line or a prompt begins with the program, a command follows. */
  private static final Pattern COMMAND =
      Pattern.compile("(?:`|^ *(?:\\$ )?)rollcall ([a-z][a-z-]*)", Pattern.MULTILINE);

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** What {@code join} starts is not the program's. */
  private static final String REST = " -- ";

  /** Of all commands, and said once for all. */
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--config");

  /** Of the commands of the table of common options. */
  private static final Set<String> COMMON =
      Set.of("--url-server", "--url-pubsub", "--cluster", "--key", "--trust", "--transport");

  private final Map<String, CommandLine> commands = Commands.all().getSubcommands();

  @Test
  void shouldNameOnlyCommandsAndOptionsThatThereAre() throws IOException {
    List<String> faults = new ArrayList<>();
    int calls = 0;
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult call : CALL.matcher(text).results().toList()) {
        if (isCall(call)) {
          calls++;
          fault(call.group(1)).forEach(fault -> faults.add(page + ": " + fault));
        }
      }
      for (MatchResult call : COMMAND.matcher(text).results().toList()) {
        if (!commands.containsKey(call.group(1))) {
          faults.add(page + ": no command '" + call.group(1) + "'");
        }
      }
    }

    assertThat(calls).isGreaterThan(50);
    assertThat(faults).isEmpty();
  }

  /** The name of the program in a sentence, or of a service, is none. */
  private static boolean isCall(MatchResult call) {
    return call.group(1).strip().matches("(?s)[a-z][a-z-]*( .*)?");
  }

  private List<String> fault(String call) {
    String own = (call + " ").split(REST, 2)[0];
    List<String> words = List.of(own.strip().split("\\s+"));
    CommandLine command = commands.get(words.get(0));
    if (command == null) {
      // In a sentence, a path or the name of a service; COMMAND finds the others.
      return List.of();
    }
    if (words.size() > 1 && command.getSubcommands().containsKey(words.get(1))) {
      command = command.getSubcommands().get(words.get(1));
    }
    Set<String> known = options(command);
    return OPTION
        .matcher(own)
        .results()
        .map(MatchResult::group)
        .filter(option -> !known.contains(option))
        .map(option -> "'rollcall%s' has no option %s".formatted(call, option))
        .toList();
  }

  @Test
  void shouldDescribeEachCommandAndEachOption() throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, CommandLine> each : commands.entrySet()) {
      String name = each.getKey();
      if (name.equals("help")) {
        continue;
      }
      assertThat(page).contains("[`" + name + "`]");
      assertThat(page).as("a section of its own").contains("\n## rollcall " + name + "\n");
      Set<String> missing = new TreeSet<>(allOptions(each.getValue()));
      missing.removeAll(EVERYWHERE);
      missing.removeAll(COMMON);
      missing.removeAll(optionsOn(section(page, name)));
      assertThat(missing).as(name).isEmpty();
    }
    assertThat(optionsOn(page)).containsAll(COMMON);
  }

  /** What stands in a table's first column, or in a sentence, between backticks. */
  private static Set<String> optionsOn(String text) {
    return OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String section(String page, String name) {
    int begin = page.indexOf("\n## rollcall " + name + "\n");
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end);
  }

  private static Set<String> allOptions(CommandLine command) {
    Set<String> options = options(command);
    command.getSubcommands().values().forEach(each -> options.addAll(options(each)));
    return options;
  }

  private static Set<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(TREE.resolve("docs"));
        Stream<Path> deploy = Files.walk(TREE.resolve("deploy"));
        Stream<Path> top = Files.list(TREE)) {
      return Stream.of(top, docs, deploy)
          .flatMap(each -> each)
          .filter(file -> file.toString().matches(".*\\.(md|ya?ml)"))
          .toList();
    }
  }

  /** The manifests start the program with options that it has. */
  @Test
  void shouldStartTheServerOfTheManifestsWithItsOptions() throws IOException {
    String manifests = Files.readString(TREE.resolve("deploy/kubernetes/server.yaml"));
    Set<String> given = optionsOn(manifests);

    assertThat(given).hasSizeGreaterThan(3);
    assertThat(options(commands.get("server"))).containsAll(given);
  }
}
