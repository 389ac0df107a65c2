package io.rollcall.sim;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the network of a simulated world carries. */
enum Carrier {
  /** Frames, to which everything may happen. */
  FRAMES {
    @Override
    SimNetwork network(World world, Options options) {
      return SimNetwork.ofFrames(world);
    }
  },

  /** Frames, in schedules that have extras too. */
  VARIED {
    @Override
    SimNetwork network(World world, Options options) {
      return SimNetwork.ofFrames(world);
    }
  },

  /**
   * Octets, on which the library's own transport runs. TCP neither repeats nor reorders them, and
   * no thread that owns sockets dies by itself.
   */
  OCTETS {
    @Override
    SimNetwork network(World world, Options options) {
      return SimNetwork.ofOctets(world, options);
    }
  },

  /** Octets that CURVE seals. All processes have one key, and trust it. */
  SEALED {
    @Override
    SimNetwork network(World world, Options options) {
      return SimNetwork.ofOctets(world, options.withSecurity(OneKey.SECURITY));
    }
  };

  /** Made when it is first needed, and removed with the JVM. */
  private static final class OneKey {
    static final Security SECURITY = create();

    private static Security create() {
      try {
        Path folder = Files.createTempDirectory("rollcall-sim");
        Keys.create(folder, "all");
        Path secret = folder.resolve("all.key_secret");
        Path trusted = folder.resolve("all.key");
        for (Path each : List.of(folder, secret, trusted)) {
          each.toFile().deleteOnExit();
        }
        return Security.curve(secret, trusted);
      } catch (IOException noSpace) {
        throw new UncheckedIOException(noSpace);
      }
    }
  }

  abstract SimNetwork network(World world, Options options);

  /** What is checked. */
  Check[] checks() {
    return Arrays.stream(Check.values())
        .filter(each -> each.isCommon() || this == VARIED)
        .toArray(Check[]::new);
  }

  /** Of so many schedules, one has each fault at least. */
  int schedulesPerFault() {
    return this == VARIED ? 10 : 5;
  }

  boolean carriesFrames() {
    return this == FRAMES || this == VARIED;
  }

  /** What may happen. */
  Set<Fault> faults() {
    return carriesFrames()
        ? EnumSet.allOf(Fault.class)
        : EnumSet.complementOf(EnumSet.of(Fault.DUPLICATION, Fault.REORDERING, Fault.REOPEN));
  }
}
