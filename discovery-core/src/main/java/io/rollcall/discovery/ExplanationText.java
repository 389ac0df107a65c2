package io.rollcall.discovery;

import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Stay;
import java.time.Duration;
import java.util.Locale;

/** Explanations for people, a fact a line. Stateless. */
final class ExplanationText {
  private ExplanationText() {}

  static String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        0,
        "'%s', says server %s%s"
            .formatted(
                explanation.name(),
                started(explanation.server()),
                explanation.isKnown() ? ":" : ": not known, neither now nor within the last hour"));
    explanation.accounts().forEach(account -> add(text, account));
    return text.toString().stripTrailing();
  }

  private static void add(StringBuilder text, Account account) {
    line(text, 1, started(account.client()) + " " + standing(account));
    line(text, 2, "last word " + age(account.heard()) + " ago");
    account.stays().forEach(each -> line(text, 2, of(each)));
    account.connections().forEach(each -> line(text, 2, of(each)));
    account
        .missed()
        .forEach(
            each ->
                line(text, 2, "missed round " + each.round() + ", " + age(each.ago()) + " ago"));
    account
        .rejections()
        .forEach(each -> line(text, 2, "refused " + age(each.ago()) + " ago, " + each.refusal()));
  }

  private static String standing(Account account) {
    if (account.isPresent()) {
      return "is present";
    }
    if (account.stays().isEmpty()) {
      return "was never a member";
    }
    Stay last = account.stays().get(0);
    return "left " + last.ended().map(ago -> age(ago) + " ago, ").orElse("") + cause(last);
  }

  private static String of(Stay stay) {
    return "stay %d: joined %s ago%s"
        .formatted(
            stay.session(),
            age(stay.began()),
            stay.ended()
                .map(ago -> ", left %s ago, %s".formatted(age(ago), cause(stay)))
                .orElse(""));
  }

  private static String cause(Stay stay) {
    return stay.cause().map(Cause::name).orElse("the server lost sight of everybody");
  }

  private static String of(Connection connection) {
    return "connection %d%s: since %s ago, %s%s"
        .formatted(
            connection.number(),
            connection.address().isEmpty() ? "" : " from " + connection.address(),
            age(connection.began()),
            connection.fate().name().toLowerCase(Locale.ROOT),
            connection.ended().map(ago -> " " + age(ago) + " ago").orElse(""));
  }

  private static String started(Incarnation incarnation) {
    return "%s of %s".formatted(incarnation.id(), incarnation.start());
  }

  /** Seconds with their milliseconds up to a minute, then whole units. */
  static String age(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%d.%03d s", seconds, age.toMillisPart());
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** What comes from afar must not end a line, or begin another. */
  private static void line(StringBuilder text, int depth, String line) {
    text.append("  ".repeat(depth));
    line.chars().forEach(c -> text.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
    text.append('\n');
  }
}
