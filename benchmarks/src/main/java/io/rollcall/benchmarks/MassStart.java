package io.rollcall.benchmarks;

import io.rollcall.benchmarks.peers.MassStarts;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long it takes until each of many members that start at once sees all of them, and
 * what that costs: Rollcall and its peers, one after the other.
 */
public final class MassStart {
  private static final List<String> SYSTEMS =
      Systems.installed(Systems.ROLLCALL, Systems.ETCD, Systems.ZOOKEEPER, Systems.JGROUPS);

  private MassStart() {}

  /**
   * Runs it, prints the table, and writes {@code target/mass-start.json} and {@code .png}.
   *
   * @param args {@code quick}, or counts: {@code rollcall=1000 etcd=1000 zookeeper=250 jgroups=100
   *     crowds=4 patience=60}; a system of 0 members is left out, {@code patience} is in seconds
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "rollcall=1000 etcd=1000 zookeeper=250 jgroups=100 crowds=4 patience=60",
            "rollcall=100 etcd=100 zookeeper=50 jgroups=12");
    Systems.sayWhatIsMissing();
    MassStarts starts =
        new MassStarts(counts.count("crowds"), Duration.ofSeconds(counts.count("patience")));
    for (String system : SYSTEMS) {
      if (counts.count(system) > 0) {
        starts.run(system, counts.count(system));
      }
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    facts.put("flags_of_the_crowds", String.join(" ", MassStarts.CROWD));
    System.out.println();
    System.out.println(starts.report());
    System.out.println(Machine.sentence(facts));
    System.out.println("The crowds: `" + String.join(" ", MassStarts.CROWD) + "`.");
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", starts.report().toJson());
    System.err.println("written: " + Json.write("mass-start", file));
    System.err.println("written: " + starts.report().chart().write("mass-start"));
  }
}
