package io.rollcall.discovery;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.ExplainRequests;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.check.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What several servers know about a name. Immutable.
 *
 * @param answers one for each server that answered
 * @param unanswered the endpoints that did not answer in time, or of which one of several servers
 *     did not
 */
public record Explanations(List<Answer> answers, List<String> unanswered) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * The answer of one server.
   *
   * @param endpoint the endpoint; the first one if several lead to the server
   */
  public record Answer(String endpoint, Explanation explanation) {}

  /** Keeps copies of the lists. */
  public Explanations {
    answers = List.copyOf(answers);
    unanswered = List.copyOf(unanswered);
  }

  /**
   * Asks servers for what {@link Server#explain} returns there. Waits until each has answered or
   * the timeout has passed. Needs no client and leaves no connection open. Thread-safe.
   *
   * @param urlServer where the servers' clients connect to: one endpoint {@code tcp://HOST:PORT} or
   *     several joined by commas
   * @param name of a member, present or gone
   * @param timeout how long to wait at most, 1 ms to 1 h
   * @throws IllegalArgumentException if an endpoint is malformed, the name is against the rules, or
   *     the timeout out of its bound
   * @throws DiscoveryException if no server answered in time; the message names the endpoints
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Explanations ask(String urlServer, String name, Duration timeout)
      throws InterruptedException {
    return ask(urlServer, name, timeout, Options.defaults());
  }

  /**
   * As above, for example for secured servers.
   *
   * @param options of which it reads {@code security}
   */
  public static Explanations ask(String urlServer, String name, Duration timeout, Options options)
      throws InterruptedException {
    MemberRules.name(name);
    Duration checked = Bounds.within("timeout", timeout, SHORTEST, LONGEST);
    Environment environment = options.standsOn();
    Transport transport = environment.transport(options);
    // Reads the list whole, so that a malformed one connects nowhere.
    transport.canonical(urlServer);
    Map<Incarnation, Answer> answers = new LinkedHashMap<>();
    List<String> unanswered = new ArrayList<>();
    try (ExplainRequests requests =
        new ExplainRequests(transport, environment.threads(), name, checked.toNanos())) {
      endpoints(urlServer).forEach(requests::ask);
      requests.await(
          (endpoint, answer) -> answers.putIfAbsent(answer.server(), new Answer(endpoint, answer)),
          unanswered::add);
    }
    if (answers.isEmpty()) {
      throw new DiscoveryException(silence(unanswered, timeout), null);
    }
    return new Explanations(List.copyOf(answers.values()), unanswered);
  }

  private static Set<String> endpoints(String list) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String each : list.split(",", -1)) {
      distinct.add(each.strip());
    }
    return distinct;
  }

  private static String silence(List<String> endpoints, Duration timeout) {
    return "endpoint %s: no answer within %d ms; nobody is there, or a server that can't explain"
        .formatted(
            endpoints.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ")),
            timeout.toMillis());
  }

  /** Several lines of text to read. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    answers.forEach(each -> parts.add(each.endpoint + ": " + each.explanation));
    unanswered.forEach(each -> parts.add(each + ": no answer in time"));
    return String.join("\n", parts);
  }
}
