package io.rollcall.cli.web;

import io.rollcall.cli.json.ExplanationJson;
import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.State;
import io.rollcall.http.Exchange;
import io.rollcall.http.Handler;
import io.rollcall.http.HostCheck;
import io.rollcall.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Who answers which path. Thread-safe. */
final class Routes implements Handler {
  private static final Pattern EXPLAIN =
      Pattern.compile("(?:/beside/([1-9]\\d{0,2}))?/explain/(.+)");

  private final Map<String, Asset> assets = Asset.all();
  private final Subject subject;
  private final Optional<HostCheck> hosts;
  private final Streams streams;
  private final List<Board> boards;
  private final List<Beside> beside;
  private final Scrape scrape;

  Routes(
      Subject subject,
      Optional<HostCheck> hosts,
      Streams streams,
      List<Board> boards,
      List<Beside> beside,
      Scrape scrape) {
    this.subject = subject;
    this.hosts = hosts;
    this.streams = streams;
    this.boards = boards;
    this.beside = beside;
    this.scrape = scrape;
  }

  @Override
  public void handle(Exchange exchange) {
    Request request = exchange.request();
    Optional<String> refusal = hosts.flatMap(each -> each.refusal(request.host()));
    if (!isGet(request) && !isHead(request)) {
      exchange.answer(Reply.of(405, Reply.TEXT, "only GET and HEAD\n").with("Allow", "GET, HEAD"));
    } else if (refusal.isPresent()) {
      Reply.send(exchange, 403, Reply.TEXT, refusal.get() + "\n");
    } else {
      route(exchange, request.path());
    }
  }

  private static boolean isGet(Request request) {
    return request.method().equals("GET");
  }

  private static boolean isHead(Request request) {
    return request.method().equals("HEAD");
  }

  /** Whether it is for monitoring, which must be answered while the page has much to do. */
  static boolean isProbe(Request request) {
    return request.path().equals("/health") || request.path().equals("/metrics");
  }

  private void route(Exchange exchange, String path) {
    Asset asset = assets.get(path);
    Matcher explain = EXPLAIN.matcher(path);
    if (asset != null) {
      Reply.send(exchange, 200, asset.type(), asset.text());
    } else if (path.equals("/events") || path.equals("/events/all")) {
      follow(exchange, path.equals("/events") ? boards.subList(0, 1) : boards);
    } else if (path.equals("/health")) {
      health(exchange);
    } else if (path.equals("/metrics")) {
      Reply.send(exchange, 200, Scrape.TYPE, scrape.text());
    } else if (explain.matches()) {
      explain(exchange, explain.group(1), explain.group(2));
    } else {
      Reply.send(exchange, 404, Reply.TEXT, "nothing is here\n");
    }
  }

  private void follow(Exchange exchange, List<Board> which) {
    if (isHead(exchange.request())) {
      Reply.send(exchange, 200, Reply.EVENTS, "");
    } else {
      streams.start(exchange, which);
    }
  }

  private void health(Exchange exchange) {
    Membership membership = subject.membership();
    State state = membership.state();
    Reply.send(
        exchange,
        state == State.LIVE ? 200 : 503,
        Reply.JSON,
        JSON.std.asString(
                Map.of("state", state.name(), "members", membership.roster().members().size()))
            + "\n");
  }

  private void explain(Exchange exchange, @Nullable String place, String rawName) {
    String name;
    try {
      // In a path a plus is a plus.
      name = URLDecoder.decode(rawName.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      error(exchange, 400, "the name is not well encoded");
      return;
    }
    if (place == null) {
      explain(exchange, name);
    } else if (Integer.parseInt(place) > beside.size()) {
      error(exchange, 404, "there is no page " + place + " beside this one");
    } else {
      try {
        Reply.send(
            exchange, 200, Reply.JSON, beside.get(Integer.parseInt(place) - 1).explain(name));
      } catch (BesideException failed) {
        error(exchange, 502, String.valueOf(failed.getMessage()));
      }
    }
  }

  private void explain(Exchange exchange, String name) {
    if (subject.explain().isEmpty()) {
      error(exchange, 404, "nobody explains here");
      return;
    }
    String answer;
    try {
      answer = Json.of(ExplanationJson.of(subject.explain().get().apply(name)));
    } catch (IllegalArgumentException against) {
      error(exchange, 400, String.valueOf(against.getMessage()));
      return;
    } catch (IllegalStateException closed) {
      error(exchange, 503, String.valueOf(closed.getMessage()));
      return;
    }
    Reply.send(exchange, 200, Reply.JSON, answer);
  }

  private static void error(Exchange exchange, int status, String message) {
    Reply.send(exchange, status, Reply.JSON, Json.of(Map.of("error", message)));
  }
}
