package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.survey.Action;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A server's surveyor between two rounds. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class SurveyorBench {
  /** How many are members. */
  @Param({"10", "1000", "9000"})
  public int members;

  private SurveyorHarness harness;

  /** All have joined, and no round is open. */
  @Setup
  public void make() {
    harness = new SurveyorHarness(members);
  }

  /** A round opens, all answer, and it closes. */
  @Benchmark
  public List<Action.OfServer> round() {
    List<Action.OfServer> asked = harness.openRound();
    harness.answerAll();
    return asked;
  }

  /** It is called, and there is nothing to do. */
  @Benchmark
  public List<Action.OfServer> tick() {
    return harness.tick();
  }

  /** Somebody says HELLO and then GOODBYE: two changes. */
  @Benchmark
  public List<Action.OfServer> visit() {
    return harness.visit();
  }
}
