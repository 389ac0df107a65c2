package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.zmtp.Command;
import io.rollcall.discovery.zmtp.Metadata;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The side that connects (RFC 26, "Overall Operation of CurveZMQ"): it knows the server's key
 * beforehand, and shows its own only to that server.
 */
public final class CurveClient extends CurveSide {
  private static final int HELLO_PADDING = 72;
  private static final int SIGNATURE = 64;
  private static final long HELLO_NUMBER = 1;
  private static final long INITIATE_NUMBER = 2;

  private final Metadata own;
  private final CurveKeys keys;
  private final byte[] server;
  private final Randomness randomness;
  private @Nullable Begun begun;
  private @Nullable Box session;
  private boolean welcomed;

  /** What is made for one connection. */
  private record Begun(CurveKeys shortTerm, Box hello) {}

  /**
   * A client that has said nothing yet.
   *
   * @param keys its own, long-term
   * @param server the server's public key
   */
  public CurveClient(SocketType own, CurveKeys keys, byte[] server, Randomness randomness) {
    this.own = Metadata.of(own);
    this.keys = keys;
    this.server = server.clone();
    this.randomness = randomness;
  }

  @Override
  public boolean isServer() {
    return false;
  }

  @Override
  public Command first() throws ZmtpException {
    CurveKeys shortTerm = CurveKeys.generate(randomness);
    Box hello = Box.between(server, shortTerm.secretKey());
    begun = new Begun(shortTerm, hello);
    byte[] signature = hello.seal(Nonce.of(Nonce.HELLO, HELLO_NUMBER), new byte[SIGNATURE]);
    return new Command(
        Curve.HELLO,
        ByteBuffer.allocate(Curve.HELLO_LENGTH)
            .put(Curve.VERSION)
            .put(new byte[HELLO_PADDING])
            .put(shortTerm.publicKey())
            .putLong(HELLO_NUMBER)
            .put(signature)
            .array());
  }

  /** Whether the server has proved its key. */
  public boolean isWelcomed() {
    return welcomed;
  }

  @Override
  public void check(Command command) throws ZmtpException {
    if (welcomed) {
      Curve.expect(Curve.READY, command, Nonce.SHORT + Box.OVERHEAD, Integer.MAX_VALUE);
    } else {
      Curve.expect(Curve.WELCOME, command, Curve.WELCOME_LENGTH);
    }
  }

  @Override
  public @Nullable Command heard(Command command) throws ZmtpException {
    Box sealed = session;
    if (sealed != null) {
      ready(sealed, command.data());
      session = null;
      return null;
    }
    Begun saidHello = begun;
    if (saidHello == null) {
      throw new ZmtpException("a command before HELLO");
    }
    Command initiate = initiate(command.data(), saidHello);
    // Whoever reads this process's memory later finds no secret of the handshake.
    begun = null;
    return initiate;
  }

  private Command initiate(byte[] welcome, Begun saidHello) throws ZmtpException {
    byte[] nonce = Nonce.of(Nonce.WELCOME, Arrays.copyOf(welcome, Nonce.LONG));
    byte[] sealed = Arrays.copyOfRange(welcome, Nonce.LONG, welcome.length);
    byte[] plain = saidHello.hello.open(nonce, sealed, "a WELCOME");
    byte[] theirs = Arrays.copyOf(plain, CurveKeys.LENGTH);
    byte[] cookie = Arrays.copyOfRange(plain, CurveKeys.LENGTH, plain.length);
    Box box = Box.between(theirs, saidHello.shortTerm.secretKey());
    session = box;
    welcomed = true;
    byte[] metadata = own.toOctets();
    byte[] proof =
        ByteBuffer.allocate(CurveKeys.LENGTH + Curve.VOUCH_LENGTH + metadata.length)
            .put(keys.publicKey())
            .put(vouch(theirs, saidHello.shortTerm.publicKey()))
            .put(metadata)
            .array();
    byte[] box2 = box.seal(Nonce.of(Nonce.INITIATE, INITIATE_NUMBER), proof);
    return new Command(
        Curve.INITIATE,
        ByteBuffer.allocate(Cookies.LENGTH + Nonce.SHORT + box2.length)
            .put(cookie)
            .putLong(INITIATE_NUMBER)
            .put(box2)
            .array());
  }

  /** That the short-term key is this client's, and meant for this server. */
  private byte[] vouch(byte[] theirs, byte[] shortTerm) throws ZmtpException {
    byte[] nonce = randomness.octets(Nonce.LONG);
    byte[] said = ByteBuffer.allocate(2 * CurveKeys.LENGTH).put(shortTerm).put(server).array();
    byte[] sealed = Box.between(theirs, keys.secretKey()).seal(Nonce.of(Nonce.VOUCH, nonce), said);
    return ByteBuffer.allocate(Curve.VOUCH_LENGTH).put(nonce).put(sealed).array();
  }

  private void ready(Box box, byte[] data) throws ZmtpException {
    long number = ByteBuffer.wrap(data).getLong();
    byte[] sealed = Arrays.copyOfRange(data, Nonce.SHORT, data.length);
    byte[] metadata = box.open(Nonce.of(Nonce.READY, number), sealed, "a READY");
    done(
        Metadata.of(ByteBuffer.wrap(metadata)),
        new Traffic(box, Nonce.TO_SERVER, Nonce.TO_CLIENT, INITIATE_NUMBER, number));
  }
}
