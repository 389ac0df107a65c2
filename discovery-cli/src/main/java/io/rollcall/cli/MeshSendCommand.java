package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.mesh.Delivery;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.Mesh;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a message. */
@Command(
    name = "send",
    description = {
      "Sends a message to a node, or to several joined by commas, until it is confirmed.",
      "To several it goes as a tree."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:confirmed by all",
      "1:it failed, no server was heard in time, or a file can't be read",
      "2:bad use",
      "3:no node has the name",
      "4:not confirmed in time"
    })
final class MeshSendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();
  @Mixin private MeshGuest guest = new MeshGuest();

  @Parameters(
      index = "0",
      paramLabel = "NODE,...",
      split = ",",
      description = "The names of the nodes.")
  private List<String> nodes = List.of();

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The command, 0 to 65535.")
  private int number;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What to send, in UTF-8. Default: nothing")
  private @Nullable String text;

  @Mixin private MeshPayload payload = new MeshPayload();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many nodes each sends it to. Default: ${DEFAULT-VALUE}")
  private int limit = 4;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  private MeshSendCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    int fanOut = (int) Bounds.check("--limit", limit);
    byte[] message = payload.octets(text);
    return guest.visit(server, mesh -> send(mesh, message, fanOut));
  }

  private int send(Mesh mesh, byte[] message, int fanOut) {
    if (nodes.size() == 1 && !json) {
      // Fails with what is known of this one.
      mesh.send(nodes.get(0), number, message).join();
      print("reached " + nodes.get(0));
      return ExitCode.OK;
    }
    Delivery delivery = mesh.sendMany(nodes, number, message, fanOut).join();
    Map<String, FailureCause> unreached = new TreeMap<>(delivery.unreached());
    List<String> reached = new ArrayList<>(new TreeSet<>(delivery.reached()));
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("reached", reached);
      Map<String, String> causes = new LinkedHashMap<>();
      unreached.forEach((node, cause) -> causes.put(node, cause.name()));
      fields.put("unreached", causes);
      print(Json.of(fields));
      return worst(unreached);
    }
    reached.forEach(each -> print("reached " + each));
    unreached.forEach((node, cause) -> print("not reached " + node + ": " + cause));
    return worst(unreached);
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? line : Table.clean(line));
    out.flush();
  }

  private static int worst(Map<String, FailureCause> unreached) {
    return unreached.values().stream().mapToInt(MeshGuest::exitCode).min().orElse(ExitCode.OK);
  }
}
