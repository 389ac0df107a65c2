package io.rollcall.samples.haproxy;

import io.rollcall.discovery.Server;
import io.rollcall.haproxy.HaproxyBackend;
import io.rollcall.haproxy.HaproxyOptions;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts HAProxy and three web servers, does things to them, and prints who answers the requests
 * that are sent all the while.
 */
public final class Balance {
  private static final List<String> NAMES = List.of("alpha", "bravo", "charlie");
  private static final Duration CURTAIN = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final String ANY_PORT = "tcp://127.0.0.1:0";

  private final Children children = new Children();
  private int failures;

  /** Nothing runs yet. */
  public Balance() {}

  /** Whether no request failed that need not have. */
  public boolean run() throws InterruptedException {
    if (!LoadBalancer.isInstalled()) {
      System.out.println("This sample needs the program haproxy, 2.6 or later, on the PATH.");
      System.out.println("On Debian: apt-get install --no-install-recommends haproxy");
      return false;
    }
    boolean well = false;
    try {
      play();
      well = failures == 0;
    } catch (IOException | IllegalStateException broken) {
      System.out.println(broken.getMessage());
    } finally {
      children.close();
    }
    return well;
  }

  private void play() throws IOException, InterruptedException {
    LoadBalancer haproxy = LoadBalancer.start(children);
    // A server is a membership too. Elsewhere this would be a Subscriber beside HAProxy.
    try (Server server = Server.start(ANY_PORT, ANY_PORT);
        HaproxyBackend backend =
            HaproxyBackend.open(
                haproxy.endpoint(),
                LoadBalancer.BACKEND,
                HaproxyOptions.defaults().withCheck(Duration.ofMillis(200)))) {
      backend.follow(server);
      Child alpha = web(server, "alpha", 1);
      Child bravo = web(server, "bravo", 1);
      Child charlie = web(server, "charlie", 2);
      alpha.tell("join");
      try (Requests requests = Requests.start(haproxy.url())) {
        awaitAnswer(requests, "alpha");
        steps(requests, haproxy, bravo, charlie);
      }
    } finally {
      haproxy.end();
      haproxy.clean();
    }
  }

  private void steps(Requests requests, LoadBalancer haproxy, Child bravo, Child charlie)
      throws IOException, InterruptedException {
    line("who answered, each second", "alpha", "bravo", "charlie", Requests.FAILED);
    failures += count(requests, "alpha is there");
    bravo.tell("join");
    failures += count(requests, "bravo joins");
    charlie.tell("join");
    failures += count(requests, "charlie joins, with weight 2");
    bravo.tell("taken");
    failures += count(requests, "bravo is taken");
    bravo.tell("free");
    failures += count(requests, "bravo is free again");
    bravo.tell("leave");
    failures += count(requests, "bravo leaves");
    bravo.expect("ending", CURTAIN);
    charlie.kill();
    failures += count(requests, "charlie is killed");
    haproxy.restart();
    // What a killed HAProxy can't answer is nobody's fault.
    count(requests, "haproxy is killed, and starts again");
    failures += count(requests, "and one more second");
    System.out.println();
    System.out.println(
        failures == 0
            ? "No request failed but for those that a killed haproxy could not answer."
            : failures + " requests failed that should not have.");
  }

  /** Counts for a while, prints it, and returns how many failed. */
  private int count(Requests requests, String step) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
    Map<String, Integer> tally = requests.tally();
    String[] cells = new String[NAMES.size() + 1];
    for (int i = 0; i < NAMES.size(); i++) {
      cells[i] = Integer.toString(tally.getOrDefault(NAMES.get(i), 0));
    }
    int failed = tally.getOrDefault(Requests.FAILED, 0);
    cells[NAMES.size()] = Integer.toString(failed);
    line(step, cells);
    return failed;
  }

  private static void awaitAnswer(Requests requests, String name) throws InterruptedException {
    long deadline = System.nanoTime() + CURTAIN.toNanos();
    while (!requests.tally().containsKey(name)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            name + " has answered no request within " + CURTAIN.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void line(String step, String... cells) {
    StringBuilder line = new StringBuilder(String.format("%-36s", step));
    for (String cell : cells) {
      line.append(String.format("%9s", cell));
    }
    System.out.println(line);
  }

  private Child web(Server server, String name, int weight)
      throws IOException, InterruptedException {
    Child child =
        children.start(
            name,
            Children.MEASURED,
            WebRole.class,
            List.of(server.urlServer(), name, Integer.toString(weight)));
    child.expect("ready", CURTAIN);
    return child;
  }
}
