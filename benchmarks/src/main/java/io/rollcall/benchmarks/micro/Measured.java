package io.rollcall.benchmarks.micro;

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
  static Measured of(RunResult result) {
    String name = result.getParams().getBenchmark();
    String parameter =
        String.join(
            " ",
            result.getParams().getParamsKeys().stream().map(result.getParams()::getParam).toList());
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Measured(
        name.substring(Town.class.getPackageName().length() + 1),
        parameter,
        time.getScore(),
        time.getScoreError(),
        allocated == null ? Double.NaN : allocated.getScore());
  }
}
