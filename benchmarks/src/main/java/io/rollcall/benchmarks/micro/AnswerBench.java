package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.survey.Action;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A server's surveyor in a round that stays open, since one never answers. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class AnswerBench {
  /** How many are members. */
  @Param({"10", "1000", "9000"})
  public int members;

  private SurveyorHarness harness;
  private int last;

  /** All have joined, and a round is open. */
  @Setup
  public void make() {
    harness = new SurveyorHarness(members);
    harness.openRound();
  }

  /** One after the other answers, again and again, except for the first. */
  @Benchmark
  public List<Action.OfServer> answer() {
    last = last < members - 1 ? last + 1 : 1;
    return harness.answer(last);
  }
}
