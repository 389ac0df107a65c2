package io.rollcall.cli;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.zmtp.SocketType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether servers answer where somebody listens. */
final class ServerCheck {
  /** Asked for where no name is given; that nobody bears it is an answer, too. */
  private static final String ANYBODY = "rollcall-doctor";

  /** Parts of the library's log lines about another cluster, and about a key that is refused. */
  private static final String OTHER_CLUSTER = "; this subscriber is ";

  private static final String REFUSED_KEY = "refused, KEY: ";

  private static final String KEY_ADVICE =
      "server and we must both have keys (--key, --trust), or neither; ours must be in the folder"
          + " that the server trusts, and the server's in ours";

  private final Options options;
  private final Duration timeout;
  private final List<Finding> findings;
  private final LogCapture log;
  private final Map<String, Instant> starts = new TreeMap<>();

  ServerCheck(Options options, Duration timeout, List<Finding> findings, LogCapture log) {
    this.log = log;
    this.options = options;
    this.timeout = timeout;
    this.findings = findings;
  }

  /** When those that were met have started, by their own clocks. */
  Map<String, Instant> starts() {
    return starts;
  }

  /** Asks what is known of this name, or of any. */
  void ask(List<String> endpoints, String name) throws InterruptedException {
    for (String each : endpoints) {
      try {
        Explanations said =
            Explanations.ask(each, name.isEmpty() ? ANYBODY : name, timeout, options);
        findings.add(Finding.ok("server", each + ": a server answers questions"));
        said.answers().stream()
            .map(Explanations.Answer::explanation)
            .forEach(answer -> take(each, answer, !name.isEmpty()));
      } catch (DiscoveryException silent) {
        String is = purpose(each, SocketType.XPUB, "publications");
        String reasons = reasons();
        findings.add(
            Finding.fail(
                "server",
                each + ": somebody listens, and no server answers questions" + is + reasons,
                is.isEmpty()
                    ? noAnswerAdvice(reasons)
                    : "give it as --url-pubsub, and the port for surveys as --url-server"));
      }
      addLogged();
    }
  }

  /** What the library knows of a failure stands in its log. */
  private String reasons() {
    List<String> reasons = log.take();
    return reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
  }

  /** What is not the reason of a failure. */
  private void addLogged() {
    log.take()
        .forEach(each -> findings.add(Finding.warn("server", each, "the library has logged this")));
  }

  private void take(String endpoint, Explanation said, boolean isAsked) {
    starts.put("server at " + endpoint, said.server().start());
    if (!isAsked) {
      return;
    }
    String who = "%s: '%s' ".formatted(endpoint, said.name());
    List<Account> here = said.accounts().stream().filter(ServerCheck::stands).toList();
    if (!said.isKnown()) {
      findings.add(
          Finding.warn(
              "name",
              who + "is not known",
              "is it started, with this --url-server? names are told apart by case"));
    } else if (here.size() > 1) {
      findings.add(
          Finding.warn(
              "name",
              who + "is borne by %d processes that are alive".formatted(here.size()),
              "give each a name of its own; rollcall explain tells from where they connect"));
    } else if (said.accounts().get(0).isPresent()) {
      findings.add(Finding.ok("name", who + "is present"));
    } else {
      findings.add(Finding.warn("name", who + "is known and not present", "see rollcall explain"));
    }
  }

  static boolean stands(Account account) {
    return account.connections().stream().anyMatch(each -> each.fate() == Account.Fate.STANDS);
  }

  /** Waits for a roster at each, and looks at the member of this name in it, if there is one. */
  void listen(List<String> endpoints, String name) throws InterruptedException {
    for (String each : endpoints) {
      try (Subscriber subscriber = Subscriber.start(each, options)) {
        subscriber.awaitLive(timeout);
        State state = subscriber.state();
        int members = subscriber.roster().members().size();
        subscriber
            .roster()
            .members()
            .forEach(
                member ->
                    member
                        .since()
                        .ifPresent(since -> starts.put("member '" + member.name() + "'", since)));
        findings.add(
            switch (state) {
              case LIVE ->
                  Finding.ok("server", "%s: a roster of %d comes".formatted(each, members));
              case STALE ->
                  Finding.warn(
                      "server",
                      "%s: a roster of %d comes, and no settled server is behind it"
                          .formatted(each, members),
                      "a server settles for some seconds after its start; if it stays, look at its"
                          + " log");
              case SYNCING -> noRoster(each);
            });
        subscriber.roster().find(name).ifPresent(member -> takeFault(each, member));
      }
      addLogged();
    }
  }

  /** Warns of a malformed attribute: the member is present, but callers do not pick it. */
  private void takeFault(String endpoint, Member member) {
    member
        .fault()
        .ifPresent(
            fault ->
                findings.add(
                    Finding.warn(
                        "name",
                        "%s: '%s' is picked by nobody: %s"
                            .formatted(endpoint, member.name(), fault),
                        "mend this attribute where the member is started")));
  }

  private String noAnswerAdvice(String reasons) {
    if (reasons.contains(REFUSED_KEY)) {
      return KEY_ADVICE;
    }
    return options.security().own().isPresent()
        ? "is it the server's port for surveys? is this key in the folder that the server trusts,"
            + " and the server's key in ours?"
        : "is it the server's port for surveys, not that of publications? does the server want"
            + " keys (--key, --trust)?";
  }

  private static String noRosterAdvice(String reasons) {
    if (reasons.contains(OTHER_CLUSTER)) {
      return "give the --cluster of that server, or the endpoint of another; a server without a"
          + " cluster wants none";
    }
    return reasons.contains(REFUSED_KEY)
        ? KEY_ADVICE
        : "is it the server's port for publications, not that of surveys? is --cluster the"
            + " server's? do server and we want keys, or neither?";
  }

  private Finding noRoster(String endpoint) {
    String is = purpose(endpoint, SocketType.ROUTER, "surveys");
    String reasons = reasons();
    return Finding.fail(
        "server",
        endpoint + ": somebody listens, and no roster comes" + is + reasons,
        is.isEmpty()
            ? noRosterAdvice(reasons)
            : "give it as --url-server, and the port for publications as --url-pubsub");
  }

  /** That an endpoint is a server's other port, if it says so itself. */
  private String purpose(String endpoint, SocketType type, String what) {
    return SocketTypeProbe.is(type, endpoint, timeout)
        ? "; it says that it is a port for %s (%s)".formatted(what, type)
        : "";
  }
}
