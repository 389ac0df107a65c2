package io.rollcall.benchmarks;

import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.benchmarks.siege.Attack;
import io.rollcall.benchmarks.siege.SiegePlan;
import io.rollcall.benchmarks.siege.SiegeReport;
import io.rollcall.benchmarks.siege.SiegeResult;
import io.rollcall.benchmarks.siege.SiegeRun;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures what becomes of a server, and of those who are in, while strangers do to both of its
 * sockets whatever they can. Each attack has a fresh server.
 */
public final class Siege {
  private Siege() {}

  /**
   * Runs it, prints the table, and writes {@code target/siege.json}.
   *
   * @param args {@code quick}, or counts: {@code seconds=60 members=500 held=9000}; {@code
   *     address=127.0.0.1} for attackers that come from there and not from 127.0.0.2 and 127.0.0.3;
   *     names of attacks, to run no others
   */
  public static void main(String... args) throws IOException, InterruptedException {
    SiegePlan plan = SiegePlan.of(args);
    Arguments counts = plan.counts();
    int members = counts.count("members");
    Descriptors.require(plan.addresses().size() * counts.count("held") + 2 * members);
    SiegeReport report = new SiegeReport();
    try (Children children = new Children()) {
      SiegeRun run = new SiegeRun(children, plan.addresses(), members, counts.count("held"));
      for (Attack attack : plan.attacks()) {
        try {
          SiegeResult result = run.measure(attack, counts.count("seconds"));
          System.err.println(String.join(" | ", result.row()));
          report.add(result);
        } catch (IllegalStateException failed) {
          // The others need not suffer for it.
          report.fail(attack, String.valueOf(failed.getMessage()));
        }
      }
    }
    Map<String, Object> facts = Machine.facts(SiegeRun.FLAGS, counts);
    facts.put("attackers", String.join(" ", plan.addresses()));
    System.out.println();
    System.out.println(report);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("siege", file));
  }
}
