package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.zmtp.Command;
import io.rollcall.discovery.zmtp.Metadata;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The side that is connected to (RFC 26). Between HELLO and INITIATE it remembers nothing of the
 * client: what it needs comes back in the cookie.
 */
public final class CurveServer extends CurveSide {
  private static final int KEY_AT = 74;
  private static final int NUMBER_AT = KEY_AT + CurveKeys.LENGTH;
  private static final int SIGNATURE_AT = NUMBER_AT + Nonce.SHORT;
  private static final byte[] SIGNATURE = new byte[64];
  private static final long READY_NUMBER = 1;

  private final Metadata own;
  private final CurveKeys keys;
  private final Cookies cookies;
  private final long connection;
  private final Randomness randomness;
  private final Function<byte[], Optional<String>> refusal;
  private final LongSupplier clock;
  private boolean welcomed;
  private byte @Nullable [] peerKey;
  private boolean turnedAway;

  /**
   * A server's side of a connection that has heard nothing yet.
   *
   * @param keys its own, long-term
   * @param refusal why the holder of a public key, which is proved by then, is not let in; empty if
   *     it is
   * @param clock what the cookies' age is measured by, in nanoseconds
   */
  public CurveServer(
      SocketType own,
      CurveKeys keys,
      Cookies cookies,
      Randomness randomness,
      Function<byte[], Optional<String>> refusal,
      LongSupplier clock) {
    this.own = Metadata.of(own);
    this.keys = keys;
    this.cookies = cookies;
    this.connection = cookies.newConnection();
    this.randomness = randomness;
    this.refusal = refusal;
    this.clock = clock;
  }

  @Override
  public boolean isServer() {
    return true;
  }

  @Override
  public @Nullable Command first() {
    return null;
  }

  @Override
  public void check(Command command) throws ZmtpException {
    if (welcomed) {
      Curve.expect(Curve.INITIATE, command, Curve.LEAST_INITIATE, Curve.MOST_INITIATE);
    } else {
      Curve.expect(Curve.HELLO, command, Curve.HELLO_LENGTH);
    }
  }

  @Override
  public Command heard(Command command) throws ZmtpException {
    if (welcomed) {
      return ready(command.data());
    }
    Command welcome = welcome(command.data());
    welcomed = true;
    return welcome;
  }

  private Command welcome(byte[] hello) throws ZmtpException {
    if (hello[0] != Curve.VERSION[0]) {
      throw new ZmtpException("version %d of CURVE".formatted(hello[0] & 0xFF));
    }
    byte[] client = Arrays.copyOfRange(hello, KEY_AT, NUMBER_AT);
    long number = ByteBuffer.wrap(hello).getLong(NUMBER_AT);
    Box box = Box.between(client, keys.secretKey());
    byte[] sealed = Arrays.copyOfRange(hello, SIGNATURE_AT, hello.length);
    byte[] signature = box.open(Nonce.of(Nonce.HELLO, number), sealed, "a HELLO");
    if (!Arrays.equals(signature, SIGNATURE)) {
      throw new ZmtpException("a HELLO that is not signed");
    }
    CurveKeys shortTerm = CurveKeys.generate(randomness);
    byte[] cookie =
        cookies.bake(
            new Cookies.Content(client, shortTerm.secretKey()), connection, clock.getAsLong());
    byte[] nonce = randomness.octets(Nonce.LONG);
    byte[] plain =
        ByteBuffer.allocate(CurveKeys.LENGTH + Cookies.LENGTH)
            .put(shortTerm.publicKey())
            .put(cookie)
            .array();
    return new Command(
        Curve.WELCOME,
        ByteBuffer.allocate(Curve.WELCOME_LENGTH)
            .put(nonce)
            .put(box.seal(Nonce.of(Nonce.WELCOME, nonce), plain))
            .array());
  }

  private Command ready(byte[] initiate) throws ZmtpException {
    Cookies.Content cookie =
        cookies.open(Arrays.copyOf(initiate, Cookies.LENGTH), connection, clock.getAsLong());
    long number = ByteBuffer.wrap(initiate).getLong(Cookies.LENGTH);
    byte[] sealed = Arrays.copyOfRange(initiate, Cookies.LENGTH + Nonce.SHORT, initiate.length);
    Box box = Box.between(cookie.client(), cookie.server());
    ByteBuffer proof =
        ByteBuffer.wrap(box.open(Nonce.of(Nonce.INITIATE, number), sealed, "an INITIATE"));
    byte[] client = taken(proof, CurveKeys.LENGTH);
    checkVouch(taken(proof, Curve.VOUCH_LENGTH), client, cookie);
    peerKey = client;
    Metadata metadata = Metadata.of(proof);
    Optional<String> refused = refusal.apply(client);
    if (refused.isPresent()) {
      turnedAway = true;
      return Command.error(refused.get());
    }
    done(metadata, new Traffic(box, Nonce.TO_CLIENT, Nonce.TO_SERVER, READY_NUMBER, number));
    byte[] ready = box.seal(Nonce.of(Nonce.READY, READY_NUMBER), own.toOctets());
    return new Command(
        Curve.READY,
        ByteBuffer.allocate(Nonce.SHORT + ready.length).putLong(READY_NUMBER).put(ready).array());
  }

  private void checkVouch(byte[] vouch, byte[] client, Cookies.Content cookie)
      throws ZmtpException {
    byte[] nonce = Nonce.of(Nonce.VOUCH, Arrays.copyOf(vouch, Nonce.LONG));
    byte[] sealed = Arrays.copyOfRange(vouch, Nonce.LONG, vouch.length);
    byte[] said = Box.between(client, cookie.server()).open(nonce, sealed, "a vouch");
    byte[] meant =
        ByteBuffer.allocate(2 * CurveKeys.LENGTH)
            .put(cookie.client())
            .put(keys.publicKey())
            .array();
    if (!MessageDigest.isEqual(said, meant)) {
      throw new ZmtpException("a vouch for another key, or another server");
    }
  }

  private static byte[] taken(ByteBuffer from, int count) {
    byte[] taken = new byte[count];
    from.get(taken);
    return taken;
  }

  /** The long-term public key that the peer has proved, be it let in or not; null before. */
  public byte @Nullable [] peerKey() {
    return peerKey;
  }

  /** Whether the holder of the proved key is not let in. */
  public boolean isTurnedAway() {
    return turnedAway;
  }
}
