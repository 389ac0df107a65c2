import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks what the tree's Markdown pages name in spans and blocks of code: each class is one of the
 * tree or of the JDK, each method that a class is named with stands in its source, each {@code
 * withX} is an option that somebody declares, and each package exists. What follows a comment
 * {@code <!-- names of another library -->} is not looked at, up to the next heading.
 *
 * <pre>java Names.java TREE</pre>
 */
final class Names {
  private static final Pattern SKIPPED =
      Pattern.compile("(^|/)(target|\\.git)/|(^|/)CHANGELOG.md$");
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum) +([A-Z]\\w*)");
  private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`]+)`(?!`)");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?<![\\w./@-])((?:[a-z]+\\.)*)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)\\b(?![-/])"
              + "(?:\\.([a-z]\\w*))?");
  private static final Pattern SPAN_OF_A_TYPE =
      Pattern.compile("@?(?:[a-z]+\\.)*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:[.(<].*)?");
  private static final Pattern OPTION = Pattern.compile("\\bwith[A-Z]\\w*");
  private static final Pattern PACKAGE = Pattern.compile("\\bio\\.rollcall(?:\\.[a-z]+)+");
  private static final Pattern STRINGS_AND_COMMENTS =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//.*|/\\*[\\s\\S]*?\\*/");

  /** Of the JDK, where the pages name one. */
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.lang.runtime",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.Flow$",
          "java.util.function",
          "java.time",
          "java.io",
          "java.net",
          "java.net.http",
          "java.nio.file",
          "java.nio.channels.spi",
          "java.security",
          "javax.net.ssl",
          "com.sun.net.httpserver");

  /**
   * Of other libraries and systems, and such as the reader of a page has to write: each stands here
   * because a page names it on purpose.
   */
  private static final Set<String> FOREIGN =
      Set.of(
          "Caffeine",
          "CuratorCache",
          "PersistentNode",
          "DiscoveryClient",
          "Poller",
          "Test",
          "ParameterizedTest",
          "ValueSource",
          "ExtendWith",
          "BeforeEach",
          "Tags",
          "Address",
          "Port",
          "Meta",
          "DeregisterCriticalServiceAfter",
          // Of names that the code does not have, or only at their end.
          "Impl",
          "Helper",
          "Utils",
          "Harness");

  private static final String ELSEWHERE = "<!-- names of another library -->";
  private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");
  private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");

  private final Path tree;
  private final Map<String, List<String>> sources = new HashMap<>();
  private final Set<String> options = new HashSet<>();
  private final Set<String> packages = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private int named;

  private Names(Path tree) {
    this.tree = tree;
  }

  public static void main(String[] args) throws IOException {
    Names names = new Names(Path.of(args[0]).toRealPath());
    for (Path source : names.files(".java")) {
      names.declare(source);
    }
    ALERT
        .matcher(Files.readString(names.tree.resolve(ALERTS)))
        .results()
        .forEach(alert -> names.sources.put(alert.group(1), List.of()));
    for (Path page : names.files(".md")) {
      names.check(page);
    }
    names.faults.forEach(System.err::println);
    System.out.printf(
        "%d classes, %d names on pages, %d unknown%n",
        names.sources.size(), names.named, names.faults.size());
    System.exit(names.faults.isEmpty() ? 0 : 1);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !SKIPPED.matcher(tree.relativize(file).toString()).find())
          .sorted()
          .toList();
    }
  }

  private void declare(Path source) throws IOException {
    String text = Files.readString(source);
    String file = source.getFileName().toString().replace(".java", "");
    sources.computeIfAbsent(file, name -> new ArrayList<>()).add(text);
    for (MatchResult type : DECLARATION.matcher(text).results().toList()) {
      sources.computeIfAbsent(type.group(1), name -> new ArrayList<>()).add(text);
    }
    OPTION.matcher(text).results().map(MatchResult::group).forEach(options::add);
    Matcher declaration = Pattern.compile("(?m)^package ([\\w.]+);").matcher(text);
    if (declaration.find()) {
      packages.add(declaration.group(1));
    }
  }

  private void check(Path page) throws IOException {
    String block = "";
    boolean elsewhere = false;
    int number = 0;
    for (String line : Files.readAllLines(page)) {
      number++;
      String at = tree.relativize(page) + ":" + number + ": ";
      elsewhere = line.equals(ELSEWHERE) || elsewhere && !line.startsWith("#");
      if (elsewhere) {
        continue;
      }
      if (line.strip().startsWith("```")) {
        block = block.isEmpty() ? line.strip() + "." : "";
      } else if (block.isEmpty()) {
        for (MatchResult span : SPAN.matcher(line).results().toList()) {
          span(at, span.group(1));
        }
      } else if (block.equals("```java.")) {
        types(at, STRINGS_AND_COMMENTS.matcher(line).replaceAll(""));
        options(at, line);
      }
    }
  }

  private void span(String at, String span) {
    if (SPAN_OF_A_TYPE.matcher(span).matches()) {
      types(at, STRINGS_AND_COMMENTS.matcher(span).replaceAll(""));
    }
    options(at, span);
    for (MatchResult each : PACKAGE.matcher(span).results().toList()) {
      named++;
      if (packages.stream().noneMatch(one -> (one + ".").startsWith(each.group() + "."))
          && !each.group().startsWith("io.rollcall.discovery.metrics")) {
        faults.add(at + "there is no package " + each.group());
      }
    }
  }

  private void types(String at, String code) {
    for (MatchResult type : TYPE.matcher(code).results().toList()) {
      named++;
      List<String> texts = sources.get(type.group(2));
      if (!type.group(1).isEmpty() && !type.group(1).startsWith("io.")) {
        if (type.group(1).startsWith("java") && !isOfTheJdk(type.group(2))) {
          faults.add(at + "there is no class " + type.group(1) + type.group(2));
        }
      } else if (texts == null) {
        if (!FOREIGN.contains(type.group(2)) && !isOfTheJdk(type.group(2))) {
          faults.add(at + "there is no class " + type.group(2));
        }
      } else if (type.group(3) != null && !FOREIGN.contains(type.group(2))) {
        Pattern member = Pattern.compile("\\b" + type.group(3) + "\\b");
        if (texts.stream().noneMatch(text -> member.matcher(text).find())) {
          faults.add(at + type.group(2) + " has no " + type.group(3));
        }
      }
    }
  }

  private void options(String at, String code) {
    for (MatchResult option : OPTION.matcher(code).results().toList()) {
      named++;
      if (!options.contains(option.group())) {
        faults.add(at + "nobody declares " + option.group());
      }
    }
  }

  private static boolean isOfTheJdk(String name) {
    for (String each : PACKAGES) {
      try {
        Class.forName(each.endsWith("$") ? each + name : each + "." + name);
        return true;
      } catch (ClassNotFoundException next) {
        // Another package may have it.
      }
    }
    return false;
  }
}
