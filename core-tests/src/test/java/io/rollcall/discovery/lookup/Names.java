package io.rollcall.discovery.lookup;

import io.rollcall.discovery.ChosenTransport;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Host names whose addresses a test decides. Thread-safe. */
public final class Names {
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
  private final Duration refresh;
  private final Resolver resolver =
      new Resolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
          return Names.this.resolve(host);
        }

        @Override
        public long refreshNanos() {
          return refresh.toNanos();
        }
      };
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Names that are looked up again only where something is wrong. */
  public Names() {
    this(Duration.ofHours(1));
  }

  /** Names that are looked up again after so long. */
  public Names(Duration refresh) {
    this.refresh = refresh;
  }

  /** Connections, not shared with any before, that know these names only. */
  public ConnectionPool connections() {
    return new ConnectionPool(
        ChosenTransport.of(resolver, Options.defaults()),
        (Environment) Options.defaults().environment());
  }

  /** From now on a host has these addresses; with none of them its answer is empty. */
  public void set(String host, String... of) {
    addresses.put(host, List.of(of));
  }

  /** From now on a host is unknown, as others are from the beginning. */
  public void forget(String host) {
    addresses.remove(host);
  }

  /** How often a host was looked up, whatever the outcome. */
  public int lookups(String host) {
    return counter(host).get();
  }

  /** Lookups hang from now on. */
  public void hang() {
    gate = new CountDownLatch(1);
  }

  /** Lookups go on. */
  public void goOn() {
    gate.countDown();
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    counter(host).incrementAndGet();
    awaitGate();
    List<String> known = addresses.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    InetAddress[] found = new InetAddress[known.size()];
    for (int i = 0; i < found.length; i++) {
      if (known.get(i).startsWith("!")) {
        throw new AssertionError("an Error on purpose");
      }
      found[i] = InetAddress.getByName(known.get(i));
    }
    return found;
  }

  /** A lookup of the system's can't be interrupted. */
  private void awaitGate() {
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException unheard) {
        // As said.
      }
    }
  }

  private AtomicInteger counter(String host) {
    return lookups.computeIfAbsent(host, any -> new AtomicInteger());
  }
}
