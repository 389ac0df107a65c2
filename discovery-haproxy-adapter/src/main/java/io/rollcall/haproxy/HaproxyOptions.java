package io.rollcall.haproxy;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.check.Bounds;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a {@link HaproxyBackend} follows a membership. Immutable; start from {@link #defaults} and
 * alter it:
 *
 * <pre>{@code
 * var options = HaproxyOptions.defaults().withType("web").withServerParameters("maxconn 50");
 * }</pre>
 *
 * @param prefix what the names of its servers begin with in HAProxy; those of others it leaves
 *     alone. 1 to 64 ASCII letters, digits, {@code -}, {@code _} and {@code .}
 * @param type only members of this type are servers; {@code ""} for all
 * @param addressName which of a member's addresses HAProxy sends requests to, as {@link
 *     Member#address(String)} has them; {@code ""} for {@link Member#address()}
 * @param serverParameters what each server is added with besides, as on a server line of HAProxy's
 *     configuration; {@code ""} for nothing
 * @param timeout how long one command may take; 10 ms to 1 minute
 * @param check how often it looks whether HAProxy still has what it should; 10 ms to 1 hour
 * @param drain how long the requests that a server has when it leaves may take; 0 to 1 day
 */
public record HaproxyOptions(
    String prefix,
    String type,
    String addressName,
    String serverParameters,
    Duration timeout,
    Duration check,
    Duration drain) {
  private static final int PREFIX_LENGTH = 64;
  private static final int PARAMETERS_LENGTH = 1024;
  private static final Pattern ID = Pattern.compile("(^| )id +[0-9]");

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public HaproxyOptions {
    if (prefix.isEmpty() || prefix.length() > PREFIX_LENGTH || !ServerName.isPlain(prefix)) {
      throw new IllegalArgumentException(
          "prefix '%s' is not 1 to %d ASCII letters, digits, '-', '_' and '.'"
              .formatted(Printable.of(prefix), PREFIX_LENGTH));
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(addressName, "addressName");
    if (serverParameters.length() > PARAMETERS_LENGTH || !Command.isOne(serverParameters)) {
      throw new IllegalArgumentException(
          "serverParameters '%s' is not up to %d printable ASCII characters without ';', '<' and '\\'"
              .formatted(Printable.of(serverParameters), PARAMETERS_LENGTH));
    }
    if (ID.matcher(serverParameters).find()) {
      throw new IllegalArgumentException(
          "serverParameters '%s' has an id, but each server is added with an id of its own"
              .formatted(Printable.of(serverParameters)));
    }
    Bounds.within("timeout", timeout, Duration.ofMillis(10), Duration.ofMinutes(1));
    Bounds.within("check", check, Duration.ofMillis(10), Duration.ofHours(1));
    Bounds.within("drain", drain, Duration.ZERO, Duration.ofDays(1));
  }

  /**
   * {@code prefix} {@code rollcall-}, members of every type, their usual address, no parameters,
   * {@code timeout} 2 s, {@code check} 1 s, {@code drain} 1 minute.
   */
  public static HaproxyOptions defaults() {
    return new HaproxyOptions(
        "rollcall-",
        "",
        "",
        "",
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
  }

  /**
   * With another {@code prefix}: what the names of its servers begin with in HAProxy.
   *
   * <p>Who follows another membership into the same backend needs another one, and none may begin
   * with the other.
   *
   * @throws IllegalArgumentException if it is not 1 to 64 ASCII letters, digits, {@code -}, {@code
   *     _} and {@code .}
   */
  public HaproxyOptions withPrefix(String prefix) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /** With another {@code type}: only members of it are servers; {@code ""} for all. */
  public HaproxyOptions withType(String type) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /**
   * With another {@code addressName}: {@code "metrics"} for the attribute {@code address.metrics}.
   */
  public HaproxyOptions withAddressName(String addressName) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /**
   * With other {@code serverParameters}: what each server is added with besides, {@code check inter
   * 500 maxconn 50} for instance. Servers that are there keep theirs. With {@code check} the health
   * checks are switched on.
   *
   * @throws IllegalArgumentException if it is over 1,024 characters, not printable ASCII without
   *     {@code ;}, {@code <} and {@code \}, or holds an {@code id}
   */
  public HaproxyOptions withServerParameters(String serverParameters) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /**
   * With another {@code timeout}: how long one command may take, the connection included.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 minute
   */
  public HaproxyOptions withTimeout(Duration timeout) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /**
   * With another {@code check}: how often it looks whether HAProxy still has what it should.
   *
   * <p>After a restart of HAProxy its servers are missing for this long at most. Changes of the
   * membership do not wait for it.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 hour
   */
  public HaproxyOptions withCheck(Duration check) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }

  /**
   * With another {@code drain}: how long the requests that a server has when it leaves may take.
   *
   * <p>After that they are cut off.
   *
   * @throws IllegalArgumentException if it is not 0 to 1 day
   */
  public HaproxyOptions withDrain(Duration drain) {
    return new HaproxyOptions(prefix, type, addressName, serverParameters, timeout, check, drain);
  }
}
