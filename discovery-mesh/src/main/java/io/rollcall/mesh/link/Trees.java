package io.rollcall.mesh.link;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The messages to many that this node sends first. For the engine's thread only. */
final class Trees {
  private final Station station;

  Trees(Station station) {
    this.station = station;
  }

  /** Sends one; the outcome of each name is told once, by the deadline. */
  void begin(
      Collection<String> names,
      int command,
      byte[] payload,
      int limit,
      long deadline,
      Consumer<Map<String, Integer>> then) {
    new TreeRelay(station, branch(command, payload, limit, List.of()), deadline, then).begin(names);
  }

  /** Sends one once, and does not tell what became of it. */
  void beginOnce(Collection<String> names, int command, byte[] payload, int limit) {
    TreeRelay.sendOnce(station, branch(command, payload, limit, List.copyOf(names)));
  }

  private Branch branch(int command, byte[] payload, int limit, List<String> rest) {
    return new Branch(
        0,
        0,
        Environment.of(station.options().discovery()).id(),
        station.identity().name(),
        command,
        limit,
        rest,
        payload);
  }
}
