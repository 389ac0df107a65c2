import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks every relative link of the tree's Markdown pages: its file exists, and its anchor is that
 * of a heading, as GitHub makes them.
 *
 * <pre>java Links.java TREE</pre>
 */
final class Links {
  private static final Pattern SKIPPED = Pattern.compile("(^|/)(target|\\.git)/");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)[ #]*$");
  private static final Pattern OWN_ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("(`+)(?:.*?[^`])?\\1(?!`)");
  private static final Pattern LINK =
      Pattern.compile(
          "]\\(<?([^)\\s>]+)>?(?: +\"[^\"]*\")?\\)"
              + "|^ *\\[[^]]+]: +(\\S+)"
              + "|(?:href|src)=\"([^\"]+)\"");
  private static final Pattern ELSEWHERE = Pattern.compile("^([a-z][a-z0-9+.-]*:|//)");

  private Links() {}

  public static void main(String[] args) throws IOException {
    Path tree = Path.of(args[0]).toRealPath();
    Map<Path, Set<String>> anchors = new HashMap<>();
    for (Path page : pages(tree)) {
      anchors.put(page, anchors(lines(page)));
    }
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path page : anchors.keySet().stream().sorted().toList()) {
      List<String> lines = lines(page);
      for (int at = 0; at < lines.size(); at++) {
        for (String target : targets(lines.get(at))) {
          links++;
          String fault = fault(page, target, anchors);
          if (!fault.isEmpty()) {
            dead.add("%s:%d: %s: %s".formatted(tree.relativize(page), at + 1, target, fault));
          }
        }
      }
    }
    dead.forEach(System.err::println);
    System.out.printf("%d pages, %d links, %d dead%n", anchors.size(), links, dead.size());
    System.exit(dead.isEmpty() ? 0 : 1);
  }

  private static List<Path> pages(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !SKIPPED.matcher(tree.relativize(file).toString()).find())
          .toList();
    }
  }

  /** Those of a page; a line of a block of code is empty. */
  private static List<String> lines(Path page) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      boolean fence = line.strip().startsWith("```");
      lines.add(code || fence ? "" : line);
      code ^= fence;
    }
    return lines;
  }

  private static Set<String> anchors(List<String> lines) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
      OWN_ANCHOR.matcher(line).results().forEach(own -> anchors.add(own.group(1)));
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }

  private static List<String> targets(String line) {
    return LINK.matcher(CODE.matcher(line).replaceAll(""))
        .results()
        .map(link -> Stream.of(1, 2, 3).map(link::group).filter(each -> each != null).findFirst())
        .map(target -> target.orElseThrow())
        .filter(target -> !ELSEWHERE.matcher(target).find())
        .toList();
  }

  private static String fault(Path page, String target, Map<Path, Set<String>> anchors) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return "there is no such file";
    }
    Set<String> known = anchors.get(file);
    return hash < 0 || known == null || known.contains(target.substring(hash + 1))
        ? ""
        : "there is no such heading";
  }
}
