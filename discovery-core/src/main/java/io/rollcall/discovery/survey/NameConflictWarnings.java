package io.rollcall.discovery.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that several live clients claim, each of which the operator is told of once. */
final class NameConflictWarnings {
  private final ClientRegistry registry;
  private final Set<String> told = new HashSet<>();

  NameConflictWarnings(ClientRegistry registry) {
    this.registry = registry;
  }

  /** Warns of those that are new since the last call. */
  List<Action.OfServer> look() {
    List<Action.OfServer> warnings = new ArrayList<>();
    registry.forEachName(
        (name, claimants) -> {
          if (claimants.size() > 1
              && claimants.stream().allMatch(ClientRecord::isConnected)
              && told.add(name)) {
            warnings.add(
                new Action.Warn(
                    "%d live clients are named '%s'; the one that started last is published"
                        .formatted(claimants.size(), name)));
          }
        });
    return warnings;
  }

  /** Somebody of this name has left; a second conflict of this name is warned of again. */
  void left(String name) {
    if (registry.claimants(name).size() < 2) {
      told.remove(name);
    }
  }
}
