package io.rollcall.benchmarks.micro;

import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.processes.Children;
import io.rollcall.processes.ClassPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package by JMH, each in processes of its own. */
public final class MicroRun {
  private static final List<Class<?>> CALLS =
      List.of(
          CodecBench.class,
          RosterBench.class,
          ReplicaBench.class,
          AnswerBench.class,
          SurveyorBench.class,
          FeedBench.class);

  private static final List<Class<?>> CACHE = List.of(CacheHitBench.class, PeerHitBench.class);

  private MicroRun() {}

  /** Runs those of single calls of the core, with these counts. */
  public static MicroReport calls(Arguments counts) throws RunnerException {
    return new MicroReport(run(CALLS, counts), Comparison.CALLS);
  }

  /**
   * Runs those of the cache pool in turn, again and again, with these counts: what is compared then
   * has the same noise. Each has the median of its rounds.
   */
  public static MicroReport cache(Arguments counts) throws RunnerException {
    return new MicroReport(inTurn(CACHE, counts), Comparison.CACHE);
  }

  /** Runs those of the pickers as those of the cache pool. */
  public static MicroReport picks(Arguments counts) throws RunnerException {
    return new MicroReport(inTurn(List.of(PickBench.class), counts), Comparison.PICKS);
  }

  private static List<Measured> inTurn(List<Class<?>> benches, Arguments counts)
      throws RunnerException {
    List<Measured> rounds = new ArrayList<>();
    for (int i = 0; i < counts.count("rounds"); i++) {
      rounds.addAll(run(benches, counts));
    }
    return Measured.medians(rounds);
  }

  private static List<Measured> run(List<Class<?>> benches, Arguments counts)
      throws RunnerException {
    // JMH gives it to the processes that it starts; in Maven's JVM it is that of Maven.
    System.setProperty("java.class.path", ClassPath.of(MicroRun.class));
    List<Measured> measured = new ArrayList<>();
    for (Class<?> bench : benches) {
      System.err.println(bench.getSimpleName());
      new Runner(options(counts).include(bench.getName().replace(".", "\\.") + "\\.").build())
          .run()
          .forEach(result -> measured.add(Measured.of(result)));
    }
    return measured;
  }

  private static ChainedOptionsBuilder options(Arguments counts) {
    TimeValue time = TimeValue.seconds(counts.count("seconds"));
    return new OptionsBuilder()
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .warmupIterations(counts.count("warmup"))
        .warmupTime(time)
        .measurementIterations(counts.count("iterations"))
        .measurementTime(time)
        .forks(counts.count("forks"))
        .jvmArgs(Children.MEASURED.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }
}
