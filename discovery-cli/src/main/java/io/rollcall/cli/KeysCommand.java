package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and lists keys. No secret is ever printed. */
@Command(
    name = "keys",
    description = "Makes and lists keys for --key and --trust.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:create or list is missing", "else:that of create or list"},
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private KeysCommand() {}

  @Override
  public void run() {
    throw new Rollcall.MissingCommand(spec.commandLine(), "create or list is missing");
  }

  @Command(
      name = "create",
      description = {
        "Makes a pair of keys, and prints the public one.",
        "NAME.key is to be given away. NAME.key_secret is to be kept: only its owner can read it."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:made", "1:a file is there already, or can't be written", "2:bad use"})
  int create(
      @Parameters(paramLabel = "NAME", description = "What the two files are called.") String name,
      @Option(
              names = "--folder",
              paramLabel = "FOLDER",
              defaultValue = "keys",
              description = "Where they go; made if it is not there. Default: ${DEFAULT-VALUE}")
          Path folder,
      @Option(names = "--json", description = "As JSON, for programs.") boolean json)
      throws IOException {
    Path open = folder.resolve(name + KeyPair.PUBLIC);
    Path secret = folder.resolve(name + KeyPair.SECRET);
    for (Path file : List.of(open, secret)) {
      if (Files.exists(file)) {
        throw new IOException("%s is there already, and stays as it is".formatted(file));
      }
    }
    String publicKey = Keys.create(folder, name);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("publicKey", publicKey);
      fields.put("publicFile", open.toString());
      fields.put("secretFile", secret.toString());
      out.println(Json.of(fields));
    } else {
      out.printf("%s%n%s: to be given away%n%s: to be kept%n", publicKey, open, secret);
    }
    out.flush();
    return ExitCode.OK;
  }

  @Command(
      name = "list",
      description = "Lists the keys in a folder, and warns of secrets that others can read.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:listed",
        "1:a file holds no key; the others are listed",
        "2:bad use",
        "3:the folder is not there"
      })
  int list(
      @Parameters(
              paramLabel = "FOLDER",
              arity = "0..1",
              defaultValue = "keys",
              description = "Where to look. Default: ${DEFAULT-VALUE}")
          Path folder,
      @Option(names = "--json", description = "As JSON, for programs.") boolean json)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isDirectory(folder)) {
      err.println("rollcall: folder '" + folder + "' is not there");
      return ExitCode.NOT_FOUND;
    }
    List<KeyPair> pairs = KeyPair.in(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(pairs.stream().map(KeyPair::fields).toList()));
    } else {
      Table table = new Table("NAME", "PUBLIC KEY", "SECRET");
      pairs.forEach(each -> table.add(each.name(), each.publicKey(), each.secret().text()));
      table.print(out);
    }
    out.flush();
    pairs.stream()
        .filter(each -> each.secret() == KeyPair.Secret.OPEN)
        .forEach(
            each ->
                err.printf(
                    "rollcall: others can read %s: chmod 600 it, or make a new one%n",
                    folder.resolve(each.name() + KeyPair.SECRET)));
    pairs.forEach(each -> each.faults().forEach(fault -> err.println("rollcall: " + fault)));
    return pairs.stream().allMatch(each -> each.faults().isEmpty()) ? ExitCode.OK : ExitCode.FAILED;
  }
}
