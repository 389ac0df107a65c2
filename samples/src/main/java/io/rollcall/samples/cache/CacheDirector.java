package io.rollcall.samples.cache;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.samples.processes.ServerRole;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Starts the processes of a cache pool, has them ask for keys, and compares the loads. */
public final class CacheDirector {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> KEYS =
      IntStream.rangeClosed(1, 8).mapToObj("cat%d.jpg"::formatted).toList();

  private final Children children = new Children();
  private final CacheTable table = new CacheTable(KEYS);

  /** Who is in the pool, and its base URL. */
  private final Map<Child, String> pool = new HashMap<>();

  private final List<Child> order = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Map<String, String> ownersBefore = Map.of();

  /** Whether no key was loaded more often than it had to be. */
  public boolean direct() throws InterruptedException {
    try {
      play();
    } catch (UncheckedIOException | IllegalStateException broken) {
      faults.add(broken.getMessage());
    } finally {
      children.close();
    }
    faults.forEach(System.out::println);
    if (faults.isEmpty()) {
      System.out.println("No key was loaded more often than it had to be.");
    }
    return faults.isEmpty();
  }

  private void play() throws InterruptedException {
    Child server =
        children.start("server", Children.MEASURED, ServerRole.class, List.of("defaults"));
    List<String> urls = server.expect("serving", PATIENCE).values();
    for (String name : List.of("alpha", "bravo", "charlie")) {
      join(name, urls);
    }
    round("Three processes ask for each key");
    round("They ask again");
    Child bravo = order.get(1);
    bravo.kill();
    order.remove(bravo);
    pool.remove(bravo);
    round("bravo is killed, and they ask again");
    join("delta", urls);
    round("delta joins, and they ask again");
  }

  private void join(String name, List<String> urls) throws InterruptedException {
    Child child =
        children.start(name, Children.MEASURED, CacheRole.class, List.of(urls.get(0), urls.get(1)));
    pool.put(child, child.expect("serving", PATIENCE).values().get(0));
    order.add(child);
  }

  /** Each process asks for each key; only those are loaded that have another owner than before. */
  private void round(String title) throws InterruptedException {
    awaitPool();
    Map<String, String> owners = new HashMap<>();
    Map<String, Integer> loadsBefore = table.loads();
    for (Child child : order) {
      for (String key : KEYS) {
        child.tell(key);
        List<String> got = child.expect("got", PATIENCE).values();
        owners.put(key, nameOf(got.get(0)));
        table.loaded(key, child.name(), Integer.parseInt(got.get(1)));
      }
    }
    Map<String, List<String>> stats = new HashMap<>();
    for (Child child : order) {
      child.tell("stats");
      stats.put(child.name(), child.expect("stats", PATIENCE).values());
    }
    table.print(title, owners, order.stream().map(Child::name).toList(), stats);
    for (String key : KEYS) {
      int due = owners.get(key).equals(ownersBefore.get(key)) ? 0 : 1;
      int loads = table.loads().get(key) - loadsBefore.get(key);
      if (loads != due) {
        faults.add("%s: %s was loaded %d times, not %d".formatted(title, key, loads, due));
      }
    }
    ownersBefore = owners;
  }

  private String nameOf(String url) {
    return order.stream()
        .filter(child -> pool.get(child).equals(url))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody is at " + url))
        .name();
  }

  /** Until all of them see all of them. */
  private void awaitPool() throws InterruptedException {
    List<String> all = pool.values().stream().sorted().toList();
    for (Child child : order) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!peersOf(child).equals(all)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "%s does not see %s within %s".formatted(child.name(), all, PATIENCE));
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  private static List<String> peersOf(Child child) throws InterruptedException {
    child.tell("peers");
    return child.expect("peers", PATIENCE).values();
  }
}
