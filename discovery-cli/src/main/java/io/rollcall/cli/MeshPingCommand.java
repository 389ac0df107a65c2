package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.Node;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how long a node takes to answer. */
@Command(
    name = "ping",
    description = "Measures how long a node takes to answer, without a handler of it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:each was answered",
      "1:one failed, no server was heard in time, or a file of keys can't be read",
      "2:bad use",
      "3:no node has the name",
      "4:no answer in time"
    })
final class MeshPingCommand implements Callable<Integer> {
  private static final double NANOS_IN_MILLI = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();
  @Mixin private MeshGuest guest = new MeshGuest();

  @Parameters(paramLabel = "NODE", description = "The name of the node.")
  private String node = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How often, one after the other. Default: ${DEFAULT-VALUE}")
  private int count = 4;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  private MeshPingCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    long times = Bounds.check("--count", count);
    return guest.visit(server, mesh -> ping(mesh, times));
  }

  private int ping(Mesh mesh, long times) {
    for (long i = 0; i < times; i++) {
      Duration took = mesh.ping(node).join();
      String at = mesh.nodes().find(node).flatMap(Node::address).map(Object::toString).orElse("");
      print(at, took);
    }
    return ExitCode.OK;
  }

  private void print(String at, Duration took) {
    double millis = took.toNanos() / NANOS_IN_MILLI;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("node", node);
      fields.put("mesh", at);
      fields.put("millis", millis);
      out.println(Json.of(fields));
    } else {
      String line = String.format(Locale.ROOT, "%s at %s: %.3f ms", node, at, millis);
      out.println(Table.clean(line));
    }
    out.flush();
  }
}
