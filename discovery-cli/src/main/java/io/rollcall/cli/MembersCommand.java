package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Subscriber;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the roster once. */
@Command(
    name = "members",
    description = "Prints who is present, once.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "1:no server was heard in time, or a file of keys can't be read",
      "2:bad use",
      "4:fewer members than --wait asks for"
    })
final class MembersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Option(names = "--wait", paramLabel = "N", description = "Until so many are there.")
  private int wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait at most. Default: ${DEFAULT-VALUE}")
  private int timeout = 10;

  private MembersCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--wait", wait);
    long end = System.nanoTime() + Bounds.patience(timeout).toNanos();
    Roster last = null;
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub(), server.options());
        FeedQueue<Roster> rosters = subscriber.rosters().queue()) {
      while (last == null || last.members().size() < wait) {
        Roster next = rosters.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          break;
        }
        last = next;
      }
    }
    return print(last);
  }

  private int print(@Nullable Roster roster) {
    if (roster == null) {
      throw new DiscoveryException(
          "no server was heard at '%s' within %d s".formatted(server.urlPubSub(), timeout), null);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Member> members = roster.members();
    if (json) {
      out.println(Json.of(members.stream().map(Json::of).toList()));
    } else {
      Table table = new Table("NAME", "TYPE", "STATUS", "SINCE", "ATTRIBUTES");
      members.forEach(
          each ->
              table.add(
                  each.name(),
                  each.type(),
                  each.status().name(),
                  each.since().map(Instant::toString).orElse(""),
                  Table.attributes(each)));
      table.print(out);
    }
    out.flush();
    if (members.size() < wait) {
      spec.commandLine()
          .getErr()
          .printf("rollcall: %d of %d members after %d s%n", members.size(), wait, timeout);
      return ExitCode.TIMEOUT;
    }
    return ExitCode.OK;
  }
}
