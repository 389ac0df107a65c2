package io.rollcall.benchmarks.siege;

import java.util.EnumSet;
import java.util.Set;

/** Something that a stranger does to a server at full speed. For one thread. */
public interface Attack {
  /** What it is called in orders and tables. */
  String name();

  /** What it does, for people. */
  String description();

  /** Which sockets it is for. */
  default Set<Door> doors() {
    return EnumSet.allOf(Door.class);
  }

  /** Attacks until its time is over, whatever the server does, and says what got through. */
  Sent run(Aim aim);
}
