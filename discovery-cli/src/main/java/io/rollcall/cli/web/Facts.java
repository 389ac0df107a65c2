package io.rollcall.cli.web;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.jr.ob.JSON;

/**
 * Members and explanations as JSON for the page. Times are milliseconds since 1970, ages
 * milliseconds. Stateless.
 */
final class Facts {
  private Facts() {}

  static String of(Member member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", member.name());
    fields.put("type", member.type());
    fields.put("status", member.status().name());
    fields.put("attributes", member.attributes());
    put(fields, "since", member.since().map(Instant::toEpochMilli));
    put(fields, "id", member.incarnation().map(each -> each.id().toString()));
    return JSON.std.asString(fields);
  }

  static String of(Explanation explanation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", explanation.name());
    fields.put("known", explanation.isKnown());
    fields.put("server", of(explanation.server()));
    fields.put("accounts", explanation.accounts().stream().map(Facts::of).toList());
    return JSON.std.asString(fields);
  }

  private static Map<String, Object> of(Account account) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("client", of(account.client()));
    fields.put("present", account.isPresent());
    fields.put("heardAgo", account.heard().toMillis());
    fields.put("stays", account.stays().stream().map(Facts::of).toList());
    fields.put("connections", account.connections().stream().map(Facts::of).toList());
    fields.put(
        "missed",
        account.missed().stream()
            .map(each -> Map.of("round", each.round(), "ago", each.ago().toMillis()))
            .toList());
    fields.put(
        "rejections",
        account.rejections().stream()
            .map(
                each ->
                    Map.of(
                        "ago", each.ago().toMillis(),
                        "reason", each.refusal().reason().name(),
                        "detail", each.refusal().detail()))
            .toList());
    return fields;
  }

  private static Map<String, Object> of(Account.Stay stay) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("session", stay.session());
    fields.put("beganAgo", stay.began().toMillis());
    put(fields, "endedAgo", stay.ended().map(Duration::toMillis));
    put(fields, "cause", stay.cause().map(Enum::name));
    return fields;
  }

  private static Map<String, Object> of(Account.Connection connection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", connection.number());
    fields.put("address", connection.address());
    fields.put("beganAgo", connection.began().toMillis());
    fields.put("fate", connection.fate().name());
    put(fields, "endedAgo", connection.ended().map(Duration::toMillis));
    return fields;
  }

  private static Map<String, Object> of(Incarnation incarnation) {
    return Map.of("id", incarnation.id().toString(), "start", incarnation.startMillis());
  }

  private static void put(Map<String, Object> fields, String name, Optional<?> value) {
    value.ifPresent(present -> fields.put(name, present));
  }

  /** An error for programs. */
  static String error(String message) {
    return JSON.std.asString(Map.of("error", message));
  }

  /** A list of these, which are JSON. */
  static String list(List<String> values) {
    return "[" + String.join(",", values) + "]";
  }
}
