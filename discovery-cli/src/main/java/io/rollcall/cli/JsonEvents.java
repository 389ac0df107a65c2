package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events for programs. Stateless. */
final class JsonEvents implements EventLines.Form {
  @Override
  public String present(Instant at, Member member) {
    return Json.of(event(at, "present", member));
  }

  @Override
  public String joined(Instant at, Member member) {
    return Json.of(event(at, "joined", member));
  }

  @Override
  public String left(Instant at, Member member, String cause) {
    Map<String, Object> event = event(at, "left", member);
    event.put("cause", cause);
    return Json.of(event);
  }

  @Override
  public String updated(Instant at, Member member, boolean restarted) {
    Map<String, Object> event = event(at, "updated", member);
    event.put("restarted", restarted);
    return Json.of(event);
  }

  @Override
  public String state(Instant at, State state) {
    Map<String, Object> event = event(at, "state");
    event.put("state", state.name());
    return Json.of(event);
  }

  private static Map<String, Object> event(Instant at, String kind, Member member) {
    Map<String, Object> event = event(at, kind);
    event.put("member", Json.of(member));
    return event;
  }

  private static Map<String, Object> event(Instant at, String kind) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("time", at.toString());
    event.put("event", kind);
    return event;
  }
}
