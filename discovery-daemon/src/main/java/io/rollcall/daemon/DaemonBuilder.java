package io.rollcall.daemon;

import io.rollcall.daemon.text.Networks;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.check.Bounds;
import io.rollcall.discovery.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a daemon is to be. Unless told otherwise it is a worker whose manager is itself. Not
 * thread-safe.
 */
public final class DaemonBuilder {
  private static final int DEFAULT_PORT = 8081;
  private static final int MANY = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private String host = "*";
  private int port = DEFAULT_PORT;
  private boolean manager;
  private String uplink = "";
  private String survey = "";
  private String pubSub = "";
  private String name = "";
  private String allowed = "";
  private Duration heartbeat = Duration.ofSeconds(1);
  private Duration silence = Duration.ofSeconds(3);
  private Duration settleTime = Duration.ofSeconds(3);
  private Duration answerTime = Duration.ofSeconds(5);
  private int connections = 20_000;
  private int connectionsPerAddress = 5_000;
  private int lineLength = 1024;
  private Options options = Options.defaults();

  /** The variables of the environment that say what it is, unless its user has said so since. */
  private final Map<String, String> variables = new TreeMap<>();

  DaemonBuilder() {}

  /** What was set before is by these variables. */
  DaemonBuilder by(Map<String, String> itsVariables) {
    variables.putAll(itsVariables);
    return this;
  }

  /** It is a manager: workers register with it. */
  public DaemonBuilder manager() {
    this.manager = true;
    variables.remove("MANAGER");
    return this;
  }

  /** It is a worker of these managers: {@code HOST:PORT}, several joined by commas. */
  public DaemonBuilder uplink(String managers) {
    this.uplink = Objects.requireNonNull(managers, "managers");
    variables.remove("UPLINK");
    return this;
  }

  /** It joins a Rollcall server instead of a manager: its endpoints, {@code tcp://HOST:PORT}. */
  public DaemonBuilder server(String urlServer, String urlPubSub) {
    this.survey = Objects.requireNonNull(urlServer, "urlServer");
    this.pubSub = Objects.requireNonNull(urlPubSub, "urlPubSub");
    variables.keySet().removeAll(List.of("SURVEY", "PUBSUB"));
    return this;
  }

  /** Under which name it joins that; its own address and port unless told otherwise. */
  public DaemonBuilder name(String itsName) {
    this.name = Objects.requireNonNull(itsName, "name");
    return this;
  }

  /** Which port it listens at, 0 to 65,535; 8081 unless told otherwise, 0 for a free one. */
  public DaemonBuilder port(int number) {
    this.port = number;
    return this;
  }

  /** At which address of its host it listens; at all of them unless told otherwise. */
  public DaemonBuilder host(String address) {
    this.host = Objects.requireNonNull(address, "address");
    return this;
  }

  /**
   * From where workers may register: networks, {@code 10.0.0.0/8,fd00::/8}, joined by commas; from
   * everywhere unless told otherwise.
   */
  public DaemonBuilder allow(String networks) {
    this.allowed = Objects.requireNonNull(networks, "networks");
    return this;
  }

  /** How often workers, and managers, are asked whether they are there: 10 ms to 10 min; 1 s. */
  public DaemonBuilder heartbeat(Duration every) {
    this.heartbeat = every;
    return this;
  }

  /** How long one may owe that answer until it is taken for frozen: 10 ms to 10 min; 3 s. */
  public DaemonBuilder silence(Duration most) {
    this.silence = most;
    return this;
  }

  /**
   * How long a manager that has just started, or come back, may list too few: 0 to 10 min; 3 s.
   * Until then nobody's absence from its list is a departure.
   */
  public DaemonBuilder settleTime(Duration time) {
    this.settleTime = time;
    return this;
  }

  /**
   * How long another daemon may take for an answer, or a peer to read one: 10 ms to 10 min; 5 s.
   */
  public DaemonBuilder answerTime(Duration most) {
    this.answerTime = most;
    return this;
  }

  /** How many connections its port takes, and how many of one address: 1 to 1,000,000. */
  public DaemonBuilder connections(int most, int perAddress) {
    this.connections = most;
    this.connectionsPerAddress = perAddress;
    return this;
  }

  /** How many octets a line may have, but for a manager's lists: 64 to 1,000,000; 1,024. */
  public DaemonBuilder lineLength(int octets) {
    this.lineLength = octets;
    return this;
  }

  /** Of its feeds, and of the client that joins a Rollcall server. */
  public DaemonBuilder options(Options given) {
    this.options = Objects.requireNonNull(given, "options");
    return this;
  }

  /**
   * The daemon, which has not started yet.
   *
   * @throws IllegalArgumentException if a value is malformed or out of its bound, or two exclude
   *     each other; the message holds it
   */
  public Daemon build() {
    return new Daemon(settings());
  }

  /**
   * Checks what it was told.
   *
   * @throws IllegalArgumentException as {@link #build}
   */
  void check() {
    settings();
  }

  private Settings settings() {
    Bounds.within("port", port, 0, 65_535);
    checkRole();
    Bounds.within("connections", connections, 1, MANY);
    Bounds.within("connectionsPerAddress", connectionsPerAddress, 1, MANY);
    Bounds.within("lineLength", lineLength, 64, MANY);
    Bounds.within("heartbeat", heartbeat, SHORTEST, LONGEST);
    Bounds.within("silence", silence, SHORTEST, LONGEST);
    Bounds.within("settleTime", settleTime, Duration.ZERO, LONGEST);
    Bounds.within("answerTime", answerTime, SHORTEST, LONGEST);
    return new Settings(
        host,
        port,
        manager,
        uplinks(),
        survey,
        pubSub,
        name,
        Networks.of(allowed),
        heartbeat,
        silence,
        settleTime,
        answerTime,
        connections,
        connectionsPerAddress,
        lineLength,
        options);
  }

  private void checkRole() {
    if (survey.isEmpty() != pubSub.isEmpty()) {
      throw new IllegalArgumentException(
          "server: its survey endpoint is '%s' and its publish endpoint is '%s'; both are needed, or none%s"
              .formatted(survey, pubSub, variablesThatCount()));
    }
    if (!survey.isEmpty() && (manager || !uplink.isBlank())) {
      throw new IllegalArgumentException(
          "server '%s': who joins a server is no manager, and has no uplink; it %s%s"
              .formatted(
                  survey,
                  manager ? "is to be a manager" : "is to have the uplink '" + uplink + "'",
                  variablesThatCount()));
    }
    if (!survey.isEmpty()) {
      Endpoint.toConnect(survey);
      Endpoint.toConnect(pubSub);
    }
    if (!name.isEmpty()) {
      Member.named(name);
    }
    Endpoint.toBind("tcp://" + host + ":" + port);
  }

  private String variablesThatCount() {
    return variables.isEmpty()
        ? ""
        : variables.entrySet().stream()
            .map(each -> "%s is '%s'".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", ", "; in the environment ", ""));
  }

  private List<Endpoint> uplinks() {
    return uplink.isBlank()
        ? List.of()
        : Endpoint.toConnect(
            Stream.of(uplink.split(",", -1))
                .map(each -> "tcp://" + each.strip())
                .collect(Collectors.joining(",")));
  }
}
