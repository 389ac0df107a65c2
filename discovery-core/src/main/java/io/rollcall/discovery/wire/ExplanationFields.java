package io.rollcall.discovery.wire;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Refusal;
import java.time.Duration;
import java.util.Optional;

/** The fields of an explanation. Its own bounds keep it below 32 KiB. Stateless. */
final class ExplanationFields {
  private static final int LEAST_ACCOUNT = 24 + 8 + 4 * 4;
  private static final int LEAST_STAY = 4 + 8 + 1 + 8;
  private static final int LEAST_CONNECTION = 8 + 1 + 8 + 1 + 8;
  private static final int LEAST_MISSED = 8 + 8;
  private static final int LEAST_REJECTION = 8 + 1 + 1;

  /** How a stay ended, before the numbers of the causes. */
  private static final int LASTS = 0;

  private static final int SIGHT_LOST = 1;
  private static final int FIRST_CAUSE = 2;

  private ExplanationFields() {}

  static void write(FrameWriter out, Explanation explanation) {
    out.incarnation(explanation.server()).string(explanation.name());
    out.list(explanation.accounts(), ExplanationFields::account);
  }

  static Explanation read(FrameReader in) throws MalformedFrameException {
    return new Explanation(
        in.incarnation(), in.string(), in.list(LEAST_ACCOUNT, ExplanationFields::account));
  }

  private static void account(FrameWriter out, Account each) {
    age(out.incarnation(each.client()), each.heard());
    out.list(each.stays(), ExplanationFields::stay);
    out.list(each.connections(), ExplanationFields::connection);
    out.list(each.missed(), ExplanationFields::missed);
    out.list(each.rejections(), ExplanationFields::rejection);
  }

  private static Account account(FrameReader in) throws MalformedFrameException {
    return new Account(
        in.incarnation(),
        age(in),
        in.list(LEAST_STAY, ExplanationFields::stay),
        in.list(LEAST_CONNECTION, ExplanationFields::connection),
        in.list(LEAST_MISSED, ExplanationFields::missed),
        in.list(LEAST_REJECTION, ExplanationFields::rejection));
  }

  private static void stay(FrameWriter out, Stay each) {
    int sightLostOrLasts = each.ended().isPresent() ? SIGHT_LOST : LASTS;
    age(out.number4(each.session()), each.began());
    out.number1(
        each.cause()
            .map(cause -> FIRST_CAUSE + Code.CAUSE.numberOf(cause))
            .orElse(sightLostOrLasts));
    age(out, each.ended().orElse(Duration.ZERO));
  }

  private static Stay stay(FrameReader in) throws MalformedFrameException {
    int session = in.number4();
    Duration began = age(in);
    int ending = in.number1();
    Duration ended = age(in);
    Optional<Cause> cause =
        ending < FIRST_CAUSE ? Optional.empty() : Optional.of(Code.CAUSE.at(ending - FIRST_CAUSE));
    return new Stay(session, began, ending == LASTS ? Optional.empty() : Optional.of(ended), cause);
  }

  private static void connection(FrameWriter out, Connection each) {
    age(out.number8(each.number()).string(each.address()), each.began());
    age(out.number1(Code.FATE.numberOf(each.fate())), each.ended().orElse(Duration.ZERO));
  }

  private static Connection connection(FrameReader in) throws MalformedFrameException {
    long number = in.number8();
    String address = in.string();
    Duration began = age(in);
    Fate fate = Code.FATE.at(in.number1());
    Duration ended = age(in);
    return new Connection(
        number, address, began, fate, fate == Fate.STANDS ? Optional.empty() : Optional.of(ended));
  }

  private static void missed(FrameWriter out, Missed each) {
    age(out.number8(each.round()), each.ago());
  }

  private static Missed missed(FrameReader in) throws MalformedFrameException {
    return new Missed(in.number8(), age(in));
  }

  private static void rejection(FrameWriter out, Rejection each) {
    age(out, each.ago());
    out.number1(Code.REASON.numberOf(each.refusal().reason())).string(each.refusal().detail());
  }

  private static Rejection rejection(FrameReader in) throws MalformedFrameException {
    return new Rejection(age(in), new Refusal(Code.REASON.at(in.number1()), in.string()));
  }

  private static void age(FrameWriter out, Duration age) {
    out.number8(age.toMillis());
  }

  private static Duration age(FrameReader in) throws MalformedFrameException {
    return Duration.ofMillis(in.number8());
  }
}
