package io.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Talks to the nodes of a mesh, as a guest. */
@Command(
    name = "mesh",
    description = {
      "Talks to the nodes of a mesh.",
      "It does so as a guest, which a strict node lets in only if its options say so."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:a command is missing", "else:that of the command"},
    subcommands = {
      MeshNodesCommand.class,
      MeshCallCommand.class,
      MeshSendCommand.class,
      MeshPingCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class MeshCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private MeshCommand() {}

  @Override
  public void run() {
    throw new Rollcall.MissingCommand(spec.commandLine(), "nodes, call, send or ping is missing");
  }
}
