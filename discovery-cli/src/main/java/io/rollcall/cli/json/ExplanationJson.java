package io.rollcall.cli.json;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Explanations.Answer;
import io.rollcall.discovery.Incarnation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What servers know of a name, for programs. Ages are whole milliseconds. Stateless. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** What several servers said of a name. */
  public static Map<String, Object> of(String name, Explanations said) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("answers", said.answers().stream().map(ExplanationJson::of).toList());
    fields.put("unanswered", said.unanswered());
    return fields;
  }

  private static Map<String, Object> of(Answer answer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("endpoint", answer.endpoint());
    put(fields, answer.explanation());
    return fields;
  }

  /** What one server says of a name. */
  public static Map<String, Object> of(Explanation explanation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", explanation.name());
    put(fields, explanation);
    return fields;
  }

  private static void put(Map<String, Object> fields, Explanation explanation) {
    fields.put("server", of(explanation.server()));
    fields.put("known", explanation.isKnown());
    fields.put("accounts", explanation.accounts().stream().map(ExplanationJson::of).toList());
  }

  private static Map<String, Object> of(Account account) {
    Map<String, Object> fields = of(account.client());
    fields.put("present", account.isPresent());
    fields.put("heardMillisAgo", account.heard().toMillis());
    fields.put("stays", account.stays().stream().map(ExplanationJson::of).toList());
    fields.put("connections", account.connections().stream().map(ExplanationJson::of).toList());
    fields.put(
        "missed",
        account.missed().stream()
            .map(each -> Map.of("round", each.round(), "millisAgo", each.ago().toMillis()))
            .toList());
    fields.put(
        "rejections",
        account.rejections().stream()
            .map(
                each ->
                    Map.of(
                        "reason", each.refusal().reason().name(),
                        "detail", each.refusal().detail(),
                        "millisAgo", each.ago().toMillis()))
            .toList());
    return fields;
  }

  private static Map<String, Object> of(Incarnation incarnation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", incarnation.id().toString());
    fields.put("start", incarnation.start().toString());
    return fields;
  }

  private static Map<String, Object> of(Account.Stay stay) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("session", stay.session());
    fields.put("beganMillisAgo", stay.began().toMillis());
    putAge(fields, stay.ended());
    stay.cause().map(Cause::name).ifPresent(cause -> fields.put("cause", cause));
    return fields;
  }

  private static Map<String, Object> of(Account.Connection connection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", connection.number());
    fields.put("address", connection.address());
    fields.put("beganMillisAgo", connection.began().toMillis());
    putAge(fields, connection.ended());
    fields.put("fate", connection.fate().name());
    return fields;
  }

  private static void putAge(Map<String, Object> fields, Optional<Duration> ended) {
    ended.map(Duration::toMillis).ifPresent(ago -> fields.put("endedMillisAgo", ago));
  }
}
