package consumer.core;

import io.rollcall.discovery.Membership;
import java.util.List;

/** Who is there, as an application would ask. */
final class Names {
  private Names() {}

  static List<String> of(Membership membership) {
    return membership.roster().names();
  }
}
