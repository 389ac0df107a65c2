package io.rollcall.discovery.lookup;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host names that are connected to in a loop: each is looked up by one thread, however many use
 * it. Only for the loop's thread.
 */
public final class HostLookups {
  /** The loop that the answers are handed to. Thread-safe. */
  public interface Owner {
    /** Runs a command on the loop's thread. */
    void execute(Runnable command);

    /** Runs a command on the loop's thread after so many nanoseconds. */
    void executeAfter(long nanos, Runnable command);

    /** Nanoseconds of a clock that never jumps. */
    long now();
  }

  private record Name(Resolver resolver, String host) {
    // A record's own equals and hashCode load ObjectMethods at their first call: see "A fresh
    // JVM" in docs/internals/architecture.md.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Name that && resolver.equals(that.resolver) && host.equals(that.host);
    }

    @Override
    public int hashCode() {
      return resolver.hashCode() * 31 + host.hashCode();
    }
  }

  private final Owner loop;
  private final Map<Name, HostLookup> lookups = new HashMap<>();

  /** Of this loop; no name is looked up yet. */
  public HostLookups(Owner loop) {
    this.loop = loop;
  }

  /** The lookup of a host; it goes on until all its users have left. */
  public HostLookup use(Resolver resolver, String host, HostLookup.User user) {
    HostLookup lookup =
        lookups.computeIfAbsent(
            new Name(resolver, host.toLowerCase(Locale.ROOT)),
            name -> HostLookup.start(loop, name.resolver, name.host));
    lookup.add(user);
    return lookup;
  }

  /** A user needs a host's addresses no more. */
  public void leave(HostLookup lookup, HostLookup.User user) {
    if (lookup.remove(user)) {
      lookups.values().remove(lookup);
      lookup.close();
    }
  }
}
