package io.rollcall.jeromq;

import io.rollcall.discovery.lookup.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Host names whose addresses a test decides. Thread-safe. */
final class HostTable implements Resolver {
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();

  /** From now on a host has this address. */
  void set(String host, String address) {
    addresses.put(host, address);
  }

  /** How often a host was looked up. */
  int lookups() {
    return lookups.get();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    return InetAddress.getAllByName(addresses.get(host));
  }

  /** Only where something is wrong. */
  @Override
  public long refreshNanos() {
    return Duration.ofHours(1).toNanos();
  }
}
