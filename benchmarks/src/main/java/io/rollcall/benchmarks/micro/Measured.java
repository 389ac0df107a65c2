package io.rollcall.benchmarks.micro;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark came to, at one parameter.
 *
 * @param benchmark the class and the method
 * @param parameter its one parameter
 * @param nanos for each call
 * @param error half of the 99.9 % confidence interval of that; not a number if there were too few
 *     iterations
 * @param bytes allocated by each call
 */
record Measured(String benchmark, String parameter, double nanos, double error, double bytes) {
  /** One for each benchmark and parameter: its median, and half of the spread for the error. */
  static List<Measured> medians(List<Measured> rounds) {
    Map<String, List<Measured>> same =
        rounds.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.benchmark + " " + each.parameter,
                    LinkedHashMap::new,
                    Collectors.toList()));
    return same.values().stream().map(Measured::median).toList();
  }

  private static Measured median(List<Measured> rounds) {
    List<Measured> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(Measured::nanos)).toList();
    Measured median = sorted.get(sorted.size() / 2);
    double spread = sorted.get(sorted.size() - 1).nanos - sorted.get(0).nanos;
    return new Measured(median.benchmark, median.parameter, median.nanos, spread / 2, median.bytes);
  }

  static Measured of(RunResult result) {
    String name = result.getParams().getBenchmark();
    String parameter =
        String.join(
            " ",
            result.getParams().getParamsKeys().stream().map(result.getParams()::getParam).toList());
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Measured(
        name.substring(MemberFixtures.class.getPackageName().length() + 1),
        parameter,
        time.getScore(),
        time.getScoreError(),
        allocated == null ? Double.NaN : allocated.getScore());
  }
}
