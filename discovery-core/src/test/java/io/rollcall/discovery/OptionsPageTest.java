package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of options and limits hold the values of the code. */
class OptionsPageTest {
  private static final Path OPTIONS = Path.of("../docs/reference/options.md");
  private static final Path LIMITS = Path.of("../docs/reference/limits.md");
  private static final Path CONCEPTS = Path.of("../docs/concepts.md");

  /** Where the handles run is none of a user's business: a simulation sets it. */
  private static final String NO_OPTION = "environment";

  private static final List<Options> PRESETS =
      List.of(Options.defaults(), Options.local(), Options.lan(), Options.wan());

  @Test
  void shouldNameEachOption() throws IOException {
    Set<String> options = new TreeSet<>();
    for (Method method : Options.class.getMethods()) {
      if (method.getName().startsWith("with") && !Modifier.isStatic(method.getModifiers())) {
        String name = method.getName().substring("with".length());
        options.add(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
      }
    }
    options.remove(NO_OPTION);

    assertThat(table(OPTIONS, "| option |").keySet()).isEqualTo(options);
  }

  @Test
  void shouldShowThePresets() throws Exception {
    Map<String, List<String>> table = table(OPTIONS, "| option |");
    for (String option :
        List.of(
            "surveyTime",
            "recvDeadline",
            "pollTime",
            "misses",
            "lossGrace",
            "gather",
            "pulse",
            "settleTime")) {
      assertThat(table.get(option).subList(0, PRESETS.size())).as(option).isEqualTo(shown(option));
    }
    assertThat(table.get("backlog").get(0)).isEqualTo("" + Options.defaults().backlog());
  }

  private static List<String> shown(String option) throws ReflectiveOperationException {
    List<String> values = new ArrayList<>();
    for (Options preset : PRESETS) {
      Object value = Options.class.getMethod(option).invoke(preset);
      values.add(value instanceof Duration time ? shown(time) : String.valueOf(value));
    }
    return values;
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Test
  void shouldShowHowSoonTheFrozenAreGone() throws IOException {
    Map<String, List<String>> table = table(CONCEPTS, "| preset |");
    List<String> names = List.of("defaults()", "local()", "lan()", "wan()");
    for (int preset = 0; preset < PRESETS.size(); preset++) {
      Options options = PRESETS.get(preset);
      assertThat(table.get(names.get(preset)).subList(0, 7))
          .containsExactly(
              shown(options.surveyTime()),
              shown(options.pollTime()),
              "" + options.misses(),
              shown(options.lossGrace()),
              shown(options.pulse()),
              seconds(options.silenceBound()),
              shown(options.lossGrace()));
    }
  }

  private static String seconds(Duration time) {
    long millis = time.toMillis();
    return millis < 1_000 || millis % 1_000 == 0 || millis % 100 != 0
        ? shown(time)
        : millis / 1_000 + "." + millis % 1_000 / 100 + " s";
  }

  @Test
  void shouldShowTheLimits() throws Exception {
    Map<String, List<String>> table = table(LIMITS, "| limit |");
    Map<String, String> limits = new LinkedHashMap<>();
    for (RecordComponent limit : Limits.class.getRecordComponents()) {
      limits.put(
          limit.getName(),
          String.format(
              Locale.ROOT, "%,d", (Integer) limit.getAccessor().invoke(Limits.defaults())));
    }

    assertThat(
            table.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().get(0))))
        .isEqualTo(limits);
  }

  /** The rows of the table with this heading: the first cell without backticks, and the others. */
  private static Map<String, List<String>> table(Path page, String heading) throws IOException {
    List<String> lines = Files.readAllLines(page);
    int begin = 0;
    while (!lines.get(begin).startsWith(heading)) {
      begin++;
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : lines.subList(begin + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      List<String> cells = Stream.of(line.substring(1).split(" \\| ")).map(String::strip).toList();
      rows.put(cells.get(0).replace("`", ""), new ArrayList<>(cells.subList(1, cells.size())));
    }
    assertThat(rows).as("%s of %s", heading, page).isNotEmpty();
    return new TreeMap<>(rows);
  }
}
