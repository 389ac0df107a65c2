package io.rollcall.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What to tell HAProxy, so that it has what is wanted. Pure. */
final class Plan {
  private final String backend;
  private final String parameters;

  Plan(String backend, String parameters) {
    this.backend = backend;
    this.parameters = parameters;
  }

  /**
   * The commands for each server that is not as it should be. Those for one server make sense one
   * after the other, so the first that fails ends them.
   *
   * <p>A server that has just been added takes no requests: another plan, made from what HAProxy
   * has then, lets it.
   *
   * @param ours the servers that are ours to alter
   * @param ids chooses the ids of those that are added
   * @param overdue of those that are gone, the names of those whose sessions have had their time
   */
  List<List<Command>> commands(
      DesiredState desired, List<ServerState> ours, ServerIds ids, Set<String> overdue) {
    Map<String, ServerState> named =
        ours.stream().collect(Collectors.toMap(ServerState::name, Function.identity()));
    List<List<Command>> plan = new ArrayList<>();
    desired
        .wanted()
        .forEach(
            (name, wanted) -> {
              ServerState server = named.get(name);
              if (server != null) {
                plan.add(alter(server, wanted));
              } else if (wanted.address().isPresent()) {
                plan.add(List.of(Command.add(path(name), ids.take(name), wanted, parameters)));
              }
            });
    for (ServerState server : ours) {
      if (desired.isGone(server.name())) {
        plan.add(remove(server, desired.live(), overdue.contains(server.name())));
      }
    }
    plan.removeIf(List::isEmpty);
    return plan;
  }

  private List<Command> alter(ServerState server, WantedServer wanted) {
    String path = path(server.name());
    List<Command> commands = new ArrayList<>();
    wanted
        .address()
        .filter(address -> !address.isOf(server))
        .ifPresent(address -> commands.add(Command.address(path, address)));
    if (server.weight() != wanted.weight()) {
      commands.add(Command.weight(path, wanted.weight()));
    }
    if (server.checkable()) {
      commands.add(Command.enableHealth(path));
    }
    if (server.mode() != wanted.mode()) {
      commands.add(Command.mode(path, wanted.mode()));
    }
    return commands;
  }

  private List<Command> remove(ServerState server, boolean live, boolean overdue) {
    String path = path(server.name());
    List<Command> commands = new ArrayList<>();
    if (server.mode() != Mode.MAINT) {
      commands.add(Command.mode(path, Mode.MAINT));
    }
    if (live) {
      if (overdue) {
        commands.add(Command.shutdownSessions(path));
      }
      commands.add(Command.delete(path));
    }
    return commands;
  }

  private String path(String server) {
    return backend + "/" + server;
  }
}
