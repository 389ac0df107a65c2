package io.rollcall.cli.json;

import io.rollcall.discovery.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/**
 * What programs read: one value of JSON a line. The forms are in {@code docs/reference/program.md}.
 */
public final class Json {
  private Json() {}

  /** Maps, lists, strings, numbers and booleans as one line. */
  public static String of(Object value) {
    return JSON.std.asString(value);
  }

  /** A member as all commands and the page show it. */
  public static Map<String, Object> of(Member member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", member.name());
    fields.put("type", member.type());
    fields.put("status", member.status().name());
    fields.put("attributes", member.attributes());
    member.incarnation().ifPresent(each -> fields.put("incarnation", each.id().toString()));
    member.since().ifPresent(each -> fields.put("since", each.toString()));
    return fields;
  }
}
