package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.daemon.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a daemon. */
@Command(
    name = "query",
    description = {
      "Asks a daemon one question, or each line of the input if there is none.",
      "Questions are ping, workers, nodes and clients."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:answered",
      "1:the daemon can't be reached, does not answer within 5 s, or refuses",
      "2:bad use, also a question that the daemon does not know"
    })
final class QueryCommand implements Callable<Integer> {
  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\s\\[\\]]+)]?:([0-9]+)");
  private static final String DEFAULT = "127.0.0.1:8081";
  private static final Set<String> LISTS = Set.of("workers", "nodes", "servers", "clients");
  private static final int MOST_PORT = 65_535;

  private static final String UNKNOWN = "unknown command";

  /** The daemon refuses the sender, or the value. */
  private static final String REFUSED = "403|405";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "As JSON, for programs; lists are split.")
  private boolean json;

  @Parameters(
      paramLabel = "[HOST:PORT] WORD",
      arity = "0..*",
      hideParamSyntax = true,
      description = "Which daemon, and the question. Default: " + DEFAULT)
  private List<String> words = List.of();

  private int code = ExitCode.OK;

  private QueryCommand() {}

  @Override
  public Integer call() {
    boolean isNamed = !words.isEmpty() && ADDRESS.matcher(words.get(0)).matches();
    String daemon = isNamed ? words.get(0) : DEFAULT;
    List<String> question = isNamed ? words.subList(1, words.size()) : words;
    Query query = new Query(address(daemon), this::print);
    try {
      query.ask(
          new BufferedReader(
              question.isEmpty()
                  ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                  : new StringReader(String.join(" ", question))));
    } catch (IOException failed) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "rollcall: daemon %s: %s%n", daemon, Table.clean(String.valueOf(failed.getMessage())));
      err.flush();
      return ExitCode.FAILED;
    }
    return code;
  }

  private static InetSocketAddress address(String daemon) {
    Matcher parts = ADDRESS.matcher(daemon);
    if (!parts.matches() || parts.group(2).length() > 5) {
      throw new IllegalArgumentException("daemon '" + daemon + "': it must be HOST:PORT");
    }
    int port = Integer.parseInt(parts.group(2));
    if (port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "daemon '%s': port '%d' is not 1 to %d".formatted(daemon, port, MOST_PORT));
    }
    return new InetSocketAddress(parts.group(1), port);
  }

  private void print(String question, String answer) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? Json.of(fields(question.strip(), answer)) : Table.clean(answer));
    out.flush();
    if (answer.equals(UNKNOWN)) {
      code = ExitCode.USAGE;
    } else if (answer.matches(REFUSED) && code == ExitCode.OK) {
      code = ExitCode.FAILED;
    }
  }

  private static Map<String, Object> fields(String question, String answer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("question", question);
    if (LISTS.contains(question)) {
      fields.put("list", answer.isEmpty() ? List.of() : List.of(answer.split("\\|", -1)));
    } else {
      fields.put("answer", answer);
    }
    return fields;
  }
}
