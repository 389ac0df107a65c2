package io.rollcall.sim;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Options;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The extras of a schedule. They are drawn apart from all else, so that a schedule without any is
 * what its seed always was.
 */
final class Extras {
  private final Set<Extra> kinds = EnumSet.noneOf(Extra.class);
  private final Random drawn;

  private Extras(Random drawn) {
    this.drawn = drawn;
  }

  static Extras none() {
    return new Extras(new Random(0));
  }

  static Extras of(Random drawn) {
    Extras extras = new Extras(drawn);
    for (Extra kind : Extra.values()) {
      if (drawn.nextBoolean()) {
        extras.kinds.add(kind);
      }
    }
    return extras;
  }

  boolean have(Extra kind) {
    return kinds.contains(kind);
  }

  Set<Extra> kinds() {
    return kinds;
  }

  /** The options of a schedule, of which these were drawn already. */
  Options options(Options usual, int mostClients) {
    Options options = usual;
    if (have(Extra.PRESET)) {
      List<Options> presets =
          List.of(Options.local(), Options.lan(), Options.defaults(), Options.wan());
      options =
          presets.get(drawn.nextInt(presets.size())).toBuilder().executor(Runnable::run).build();
    }
    if (have(Extra.LIMITS)) {
      Limits limits =
          Limits.defaults()
              .withMembers(mostClients + drawn.nextInt(3) + (have(Extra.GUESTS) ? Guests.MOST : 0))
              .withJoinsPerSecond(1 + drawn.nextInt(3));
      options = options.withLimits(limits);
    }
    return options;
  }
}
