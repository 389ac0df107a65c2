package io.rollcall.daemon;

import io.rollcall.daemon.text.Command;
import io.rollcall.daemon.text.WorkerAddress;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Listener;
import io.rollcall.discovery.net.SocketLimits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one TCP port of a daemon. For the engine's thread only, but for the constructor. */
final class TextPort {
  private static final Logger log = LoggerFactory.getLogger(TextPort.class);

  /** Who has said nothing yet goes first, and after this long in any case. */
  private static final Duration SILENT = Duration.ofMinutes(10);

  private static final int SILENT_ONES = 4_000;
  private static final int QUEUE = 1 << 20;

  final Counts counts;

  private final Engine engine;
  private final Role role;
  private final Settings settings;
  private final Listener listener;
  private final RareLog rare = new RareLog(log);
  private final Set<TextConnection> connections = new LinkedHashSet<>();

  /** Grows whenever a connection comes or goes. */
  private long changes;

  private final CachedLine workersLine;
  private final CachedLine nodesLine;
  private final CachedLine clientsLine = new CachedLine(this::clients);

  /** Binds it, and answers nobody before the engine's next turn. */
  TextPort(Engine engine, Role role, Settings settings, Counts counts) {
    this.engine = engine;
    this.role = role;
    this.settings = settings;
    this.counts = counts;
    this.workersLine = new CachedLine(role::workers);
    this.nodesLine =
        new CachedLine(() -> role.workers().stream().map(WorkerAddress::host).toList());
    Endpoint at = Endpoint.toBind("tcp://" + settings.host() + ":" + settings.port()).get(0);
    SocketLimits limits =
        SocketLimits.defaults()
            .withConnections(settings.connections())
            .withPerAddress(settings.connectionsPerAddress())
            .withHalfOpen(Math.min(SILENT_ONES, settings.connections()))
            .withHandshake(SILENT)
            .withQueueOctets(QUEUE);
    this.listener = engine.listen(at, () -> new TextConnection(this), limits);
  }

  Listener listener() {
    return listener;
  }

  /** The number of the port that is bound. */
  int number() {
    String bound = listener.endpoint().toString();
    return Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1));
  }

  /** The addresses of all open connections, the oldest first. */
  List<String> clients() {
    return connections.stream().map(TextConnection::address).toList();
  }

  void close() {
    listener.close();
  }

  void opened(TextConnection connection) {
    connections.add(connection);
    changes++;
  }

  void closed(TextConnection connection, String why) {
    connections.remove(connection);
    changes++;
    role.gone(connection, why);
  }

  int longestLine(InetAddress from) {
    return role.isManager(from) ? Role.LONGEST_LIST : settings.lineLength();
  }

  void tooLong(TextConnection from, int most, String head) {
    counts.linesTooLong.incrementAndGet();
    complain(from.address() + " sends a line of more than " + most + " octets");
    if (Command.beginsUpdate(head)) {
      role.hinted();
    }
  }

  void later(Runnable look) {
    engine.after(settings.answerTime().toNanos(), look);
  }

  void complain(String what) {
    rare.warn(what, engine.now());
  }

  /** As it goes over the wire. */
  ByteBuffer answer(TextConnection from, Command command) {
    return switch (command.verb()) {
      case WORKERS -> workersLine.of(role.version());
      case NODES -> nodesLine.of(role.version());
      case CLIENTS -> clientsLine.of(changes);
      default -> CachedLine.encoded(word(from, command));
    };
  }

  private String word(TextConnection from, Command command) {
    return switch (command.verb()) {
      case PING -> "pong";
      case REGISTER -> register(from, command.value());
      case UPDATE -> checked(from, "update_servers", role.update(from, command.value()));
      case REMOVE -> checked(from, "remove_client", remove(from));
      case UNKNOWN -> unknown("unknown command");
      default -> unknown("405");
    };
  }

  private String register(TextConnection from, String value) {
    return WorkerAddress.port(value)
        .map(port -> checked(from, "register_server", role.register(from, port)))
        .orElseGet(() -> unknown("405"));
  }

  /** Only managers say so, and it changes nothing: what has gone is not in their lists. */
  private String remove(TextConnection from) {
    return role.isManager(from.ip()) ? Role.DONE : Role.FORBIDDEN;
  }

  private String checked(TextConnection from, String what, String answer) {
    if (answer.equals(Role.FORBIDDEN)) {
      counts.forbidden.incrementAndGet();
      complain(what + " from " + from.address() + " is refused: it may not");
    }
    return answer;
  }

  private String unknown(String answer) {
    counts.unknown.incrementAndGet();
    return answer;
  }
}
