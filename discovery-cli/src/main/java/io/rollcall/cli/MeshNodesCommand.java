package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Address;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.Node;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the nodes once. */
@Command(
    name = "nodes",
    description = "Prints the members that are nodes of the mesh, once.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "1:no server was heard in time, or a file of keys can't be read",
      "2:bad use"
    })
final class MeshNodesCommand implements Callable<Integer> {
  /** The attribute that a node has; other members have no such address. */
  private static final String ATTRIBUTE = "address.mesh";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();
  @Mixin private MeshGuest guest = new MeshGuest();

  @Option(names = "--type", paramLabel = "TYPE", description = "Those of this type alone.")
  private String type = "";

  @Option(names = "--role", paramLabel = "ROLE", description = "Those of this role alone.")
  private String role = "";

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  private MeshNodesCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    return guest.visit(server, this::print);
  }

  private int print(Mesh mesh) {
    List<Node> nodes = mesh.nodes().stream().filter(this::isAskedFor).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(nodes.stream().map(MeshNodesCommand::fields).toList()));
    } else {
      Table table = new Table("NAME", "TYPE", "ROLE", "STATUS", "MESH", "PUBLIC");
      nodes.forEach(
          each ->
              table.add(
                  each.name(),
                  each.type(),
                  each.role(),
                  each.status().name(),
                  each.address().map(Address::toString).orElse("malformed"),
                  each.publicEndpoint().map(Address::toString).orElse("")));
      table.print(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private boolean isAskedFor(Node node) {
    return node.value(ATTRIBUTE).isPresent()
        && (type.isEmpty() || node.type().equals(type))
        && (role.isEmpty() || node.role().equals(role));
  }

  private static Map<String, Object> fields(Node node) {
    Map<String, Object> fields = new LinkedHashMap<>(Json.of(node.member()));
    fields.put("role", node.role());
    node.address().ifPresent(address -> fields.put("mesh", address.toString()));
    node.publicEndpoint().ifPresent(address -> fields.put("public", address.toString()));
    return fields;
  }
}
