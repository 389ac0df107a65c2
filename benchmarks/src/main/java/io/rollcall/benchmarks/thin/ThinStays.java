package io.rollcall.benchmarks.thin;

import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who of this process is present, by name, and whose coming and going is to be told. */
final class ThinStays {
  private final Map<String, ThinStay> present = new LinkedHashMap<>();
  private boolean told;

  /** Tells the director of each that comes and goes from now on, or of none. */
  void tell(boolean told) {
    this.told = told;
  }

  int size() {
    return present.size();
  }

  /** Those who are present, the longest first. */
  Set<String> names() {
    return present.keySet();
  }

  /** The member of this name says goodbye. */
  void leave(String name) throws IOException {
    ThinStay stay = present.remove(name);
    if (stay == null) {
      throw new IllegalArgumentException("nobody here is named '" + name + "'");
    }
    stay.leave();
  }

  /** Whoever has been present for the longest says goodbye. */
  void leaveOldest() throws IOException {
    leave(present.keySet().iterator().next());
  }

  void entered(ThinStay stay) {
    boolean fresh = present.put(stay.name, stay) == null;
    if (told && fresh) {
      Orders.say("joined", stay.name, stay.saidAt);
    }
  }

  void left(ThinStay stay) {
    if (told) {
      Orders.say("left", stay.name);
    }
  }
}
