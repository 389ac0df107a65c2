import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs javadoc once over every published module of the tree, and fails at any warning. A module is
 * published unless its {@code pom.xml} skips javadoc.
 *
 * <pre>java Javadoc.java TREE OUTPUT CLASS_PATH</pre>
 */
final class Javadoc {
  private static final Pattern MODULE =
      Pattern.compile("^(?:open )?module ([\\w.]+)", Pattern.MULTILINE);
  private static final String SKIPPED = "<maven.javadoc.skip>true";

  private Javadoc() {}

  public static void main(String[] args) throws IOException {
    Map<String, Path> modules = published(Path.of(args[0]));
    List<String> options = new ArrayList<>();
    modules.forEach(
        (name, sources) ->
            options.addAll(List.of("--module-source-path", name + "=" + sources.normalize())));
    options.addAll(List.of("--module", String.join(",", modules.keySet())));
    options.addAll(List.of("--module-path", libraries(args[2])));
    options.addAll(List.of("-d", args[1], "--release", "17", "-encoding", "UTF-8", "-quiet"));
    options.addAll(List.of("-Xdoclint:all,-missing", "-Werror"));

    int failed =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                options.toArray(String[]::new));
    System.out.printf(
        "javadoc of %s: %s%n", modules.keySet(), failed == 0 ? "no warning" : "FAILED");
    System.exit(failed);
  }

  /** The modules by their names, each with the folder of its sources. */
  private static Map<String, Path> published(Path tree) throws IOException {
    Map<String, Path> modules = new TreeMap<>();
    try (Stream<Path> folders = Files.list(tree)) {
      for (Path folder : folders.toList()) {
        Path sources = folder.resolve("src/main/java");
        Path declaration = sources.resolve("module-info.java");
        if (Files.exists(declaration)
            && !Files.readString(folder.resolve("pom.xml")).contains(SKIPPED)) {
          modules.put(nameIn(declaration), sources);
        }
      }
    }
    return modules;
  }

  private static String nameIn(Path declaration) throws IOException {
    Matcher module = MODULE.matcher(Files.readString(declaration));
    if (!module.find()) {
      throw new IOException(declaration + " declares no module");
    }
    return module.group(1);
  }

  /** Without the modules of the tree itself, which javadoc reads from their sources. */
  private static String libraries(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().matches("discovery-.*|classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
