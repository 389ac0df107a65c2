package io.rollcall.cli;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.endpoint.WebUrl;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      "1:its port can't be bound",
      "2:bad use",
      "130, 143:ended by SIGINT, SIGTERM"
    })
final class PoolCommand implements Callable<Integer> {
  /** Where the values come from. */
  private static final class Source {
    @Option(
        names = "--directory",
        required = true,
        paramLabel = "DIR",
        description = "Values are its files, keys their paths below it.")
    private @Nullable Path directory;

    @Option(
        names = "--url",
        required = true,
        paramLabel = "URL",
        description = "Values are the pages below it, keys their paths.")
    private @Nullable String url;

    Loader loader() {
      return directory != null
          ? new PoolFiles(directory)
          : new PoolPages(WebUrl.of(Objects.requireNonNull(url)));
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--self",
      required = true,
      paramLabel = "URL",
      description =
          "Where it listens, as its peers know it: http://HOST:PORT; port 0 for a free one.")
  private String self = "";

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
      description = "A fixed peer; may be given again. It joins no server then.")
  private List<String> peers = new ArrayList<>();

  @Option(names = "--json", description = "Lines are answered in JSON, for programs.")
  private boolean json;

  private PoolCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    Bounds.check("--max-bytes", maxBytes, 0, Long.MAX_VALUE);
    Loader loader = source.loader();
    try (PoolPort port = new PoolPort(self);
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
