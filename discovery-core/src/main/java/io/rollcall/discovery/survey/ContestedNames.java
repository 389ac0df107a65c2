package io.rollcall.discovery.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that several live clients claim, each of which the operator is told of once. */
final class ContestedNames {
  private final Attendance attendance;
  private final Set<String> told = new HashSet<>();

  ContestedNames(Attendance attendance) {
    this.attendance = attendance;
  }

  /** Warns of those that are new since the last call. */
  List<Action> look() {
    List<Action> warnings = new ArrayList<>();
    attendance.forEachName(
        (name, namesakes) -> {
          if (namesakes.size() > 1
              && namesakes.stream().allMatch(Attendee::isConnected)
              && told.add(name)) {
            warnings.add(
                new Action.Warn(
                    "%d live clients are named '%s'; the one that started last is published"
                        .formatted(namesakes.size(), name)));
          }
        });
    return warnings;
  }

  /** Somebody of this name has left; if it is contested again, that is news. */
  void left(String name) {
    if (attendance.namesakes(name).size() < 2) {
      told.remove(name);
    }
  }
}
