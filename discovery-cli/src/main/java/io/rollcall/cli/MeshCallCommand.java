package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.mesh.Mesh;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a request. */
@Command(
    name = "call",
    description = "Sends a request to a node, and prints the answer.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:answered",
      "1:it failed, no server was heard in time, or a file can't be read",
      "2:bad use",
      "3:no node has the name",
      "4:no answer in time"
    })
final class MeshCallCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();
  @Mixin private MeshGuest guest = new MeshGuest();

  @Parameters(index = "0", paramLabel = "NODE", description = "The name of the node.")
  private String node = "";

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The command, 0 to 65535.")
  private int number;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What to send, in UTF-8. Default: nothing")
  private @Nullable String text;

  @Mixin private MeshPayload payload = new MeshPayload();

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  private MeshCallCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    byte[] question = payload.octets(text);
    return guest.visit(server, mesh -> call(mesh, question));
  }

  private int call(Mesh mesh, byte[] question) {
    byte[] answer = mesh.request(node, number, question).join();
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> readable = MeshPayload.text(answer);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("node", node);
      fields.put("command", number);
      readable.ifPresentOrElse(
          said -> fields.put("text", said), () -> fields.put("base64", MeshPayload.base64(answer)));
      out.println(Json.of(fields));
    } else {
      out.println(readable.map(MeshPayload::clean).orElseGet(() -> MeshPayload.base64(answer)));
    }
    out.flush();
    if (!json && readable.isEmpty()) {
      spec.commandLine().getErr().println("rollcall: the answer is no UTF-8; this is its Base64");
    }
    return ExitCode.OK;
  }
}
