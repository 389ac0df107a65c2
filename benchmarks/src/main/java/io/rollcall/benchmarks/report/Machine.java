package io.rollcall.benchmarks.report;

import io.rollcall.processes.Pauses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run ran on, and with which flags; no name of the machine. */
public final class Machine {
  private Machine() {}

  /** The facts, by name. */
  public static Map<String, Object> facts(List<String> flags, Object counts) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put("flags", String.join(" ", flags));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("counts", counts.toString());
    facts.put("pauses", Pauses.ofThisMachine().all().toString());
    return facts;
  }

  /** The facts as a sentence to stand under a table. */
  public static String sentence(Map<String, Object> facts) {
    String sentence =
        "%s, `%s`, %s cores, %s; `%s`."
            .formatted(
                facts.get("jvm"),
                facts.get("flags"),
                facts.get("cores"),
                facts.get("system"),
                facts.get("counts"));
    List<Pauses.Pause> pauses = Pauses.ofThisMachine().all();
    return pauses.isEmpty() ? sentence : sentence + " The machine paused meanwhile: " + pauses;
  }
}
