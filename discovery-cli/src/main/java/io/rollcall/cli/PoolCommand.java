package io.rollcall.cli;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.HttpPoolOptions;
import io.rollcall.groupcache.Loader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A process of a cache pool, over files or pages. */
@Command(
    name = "pool",
    description = {
      "Serves a cache group over the files of a directory or the pages below a URL, to try it.",
      "It joins the server under its URL, and all members that are named by theirs are its peers.",
      "Lines 'get KEY' and 'stats' on the input are answered, and GET URL/?key=KEY and URL/stats."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended",
      "1:its port can't be bound, or a file of keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM"
    })
final class PoolCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();
  @Mixin private PoolSource source = new PoolSource();

  @Option(
      names = "--self",
      required = true,
      paramLabel = "URL",
      description =
          "Where it listens, as its peers know it: http://HOST:PORT; port 0 for a free one.")
  private String self = "";

  @Option(
      names = "--self-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names that it answers to besides localhost, addresses and the host of --self; several"
              + " joined by commas.")
  private List<String> hosts = List.of();

  @Option(
      names = "--group",
      required = true,
      paramLabel = "NAME",
      description = "The group's name, the same in each process.")
  private String group = "";

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "How many octets it keeps at most. Default: ${DEFAULT-VALUE}")
  private long maxBytes = 64 << 20;

  @Option(
      names = "--peer",
      paramLabel = "URL",
      split = "\0",
      hideParamSyntax = true,
      description = "A fixed peer; may be given again. It joins no server then.")
  private List<String> peers = new ArrayList<>();

  @Option(names = "--json", description = "Lines are answered in JSON, for programs.")
  private boolean json;

  private PoolCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    Bounds.check("--max-bytes", maxBytes);
    Loader loader = source.loader();
    try (PoolPort port = new PoolPort(self, hosts);
        HttpPool pool = HttpPool.mounted(port.self(), HttpPoolOptions.defaults())) {
      PoolAnswers answers = new PoolAnswers(pool, pool.group(group, maxBytes, loader), json);
      port.start(pool, answers);
      try (AutoCloseable membership = follow(pool)) {
        CountDownLatch ended = Shutdown.closes(membership);
        print("serves " + pool.self());
        readLines(answers);
        ended.await();
      } catch (InterruptedException | RuntimeException failed) {
        throw failed;
      } catch (Exception neverThrown) {
        throw new IllegalStateException(neverThrown);
      }
    }
    return ExitCode.OK;
  }

  private AutoCloseable follow(HttpPool pool) {
    if (!peers.isEmpty()) {
      Set<String> all = new LinkedHashSet<>(peers);
      all.add(pool.self());
      pool.set(all);
      return () -> {};
    }
    ClientWithSub client =
        ClientWithSub.start(
            server.urlServer(),
            server.urlPubSub(),
            Member.named(pool.self()).withType("pool"),
            server.options());
    pool.follow(client);
    return client;
  }

  /** The end of the input is not the end of the pool. */
  private void readLines(PoolAnswers answers) {
    Thread reader =
        LibraryThreads.daemon(
            "rollcall-pool-lines",
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                lines.lines().map(answers::line).forEach(this::print);
              } catch (IOException | UncheckedIOException ended) {
                // Nobody asks any more.
              }
            });
    reader.start();
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
