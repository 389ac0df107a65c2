package io.rollcall.benchmarks;

import io.rollcall.benchmarks.nanomsg.Comparison;
import io.rollcall.benchmarks.nanomsg.NanomsgReport;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures surveys, publications and connections of Rollcall's SP library beside nanocat and bare
 * JeroMQ.
 */
public final class Nanomsg {
  private static final String DEFAULTS =
      "few=100 many=1000 surveys=40 small=64 publications=40 large=200000 largest=20 warmup=200";

  private static final String QUICK =
      "few=10 many=100 surveys=5 publications=5 largest=3 warmup=20";

  private Nanomsg() {}

  /**
   * Runs it, prints the tables, and writes {@code target/nanomsg.json}.
   *
   * @param args {@code quick}, or counts: {@code many=500 warmup=50}
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts = Arguments.of(args, DEFAULTS, QUICK);
    int many = counts.count("many");
    Descriptors.require(3 * many);
    NanomsgReport report = new NanomsgReport();
    try (Children children = new Children()) {
      Comparison comparison = new Comparison(children, counts.count("warmup"), report);
      comparison.memory(many);
      comparison.survey(counts.count("few"), counts.count("surveys"));
      comparison.survey(many, counts.count("surveys"));
      comparison.publish(counts.count("small"), many, counts.count("publications"));
      comparison.publish(counts.count("large"), many, counts.count("largest"));
      System.err.println("rounds that may have run beside another's: " + comparison.overlaps());
    }
    Map<String, Object> facts = Machine.facts(Comparison.FLAGS, counts);
    System.out.println();
    System.out.println(report);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("nanomsg", file));
  }
}
