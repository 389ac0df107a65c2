package io.rollcall.benchmarks.curve;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process with many subscribers on one thread, which hear and do nothing else. */
public final class HearersRole {
  /** So many connect at a time: it is not that which is measured. */
  private static final int AT_ONCE = 100;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int many;
  private final Supplier<Mechanism> mechanisms;
  private Runnable dial = () -> {};
  private int dialled;
  private int ready;
  private int heard;

  private HearersRole(int many, Supplier<Mechanism> mechanisms) {
    this.many = many;
    this.mechanisms = mechanisms;
  }

  /**
   * Says {@code ready} when all have subscribed, and {@code heard} with the time when the last of
   * them has got a publication.
   *
   * @param args a {@link Way}, the folder with the keys, where the publisher is, and how many
   */
  public static void main(String... args) throws IOException {
    Options options = Way.valueOf(args[0]).options(Path.of(args[1]));
    HearersRole role = new HearersRole(Integer.parseInt(args[3]), mechanisms(options));
    Engine engine = Engine.start("hearers");
    Duration minute = Duration.ofMinutes(1);
    SocketLimits limits = SocketLimits.defaults().withConnect(minute).withHandshake(minute);
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2), new Random(1));
    role.dial =
        () ->
            engine.dial(
                Endpoint.toConnect(args[2]).get(0), role::hearer, limits, backoff, why -> {});
    engine.execute(() -> role.dial(AT_ONCE));
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      Orders.say("unknown", order);
    }
    System.exit(0);
  }

  private static Supplier<Mechanism> mechanisms(Options options) throws IOException {
    if (options.security().own().isEmpty()) {
      return () -> new NullMechanism(SocketType.SUB);
    }
    Certificate own = Certificate.read(options.security().own().get());
    byte[] server = Certificate.read(options.security().trusted().orElseThrow()).publicOctets();
    CurveKeys keys = new CurveKeys(own.publicOctets(), own.secretOctets().orElseThrow());
    return () -> new CurveClient(SocketType.SUB, keys, server, RANDOM::nextBytes);
  }

  /** Dials so many more of them, if there are. */
  private void dial(int more) {
    for (int i = 0; i < more && dialled < many; i++) {
      dialled++;
      dial.run();
    }
  }

  private Wire hearer() {
    return new Hearer();
  }

  private final class Hearer implements Wire, ZmtpSession.Handler {
    private final ZmtpSession session =
        new ZmtpSession(
            SocketType.SUB, mechanisms.get(), 1 << 20, 1 << 20, OctetBudget.unbounded(), this);
    private @Nullable Connection connection;
    private boolean isReady;

    @Override
    public void opened(Connection opened) {
      connection = opened;
      session.start();
    }

    @Override
    public boolean write(Payload frames) {
      return connection != null && connection.write(frames);
    }

    @Override
    public void received(ByteBuffer octets) throws WireException {
      try {
        session.received(octets);
      } catch (ZmtpException broken) {
        throw new WireException(String.valueOf(broken.getMessage()));
      }
    }

    @Override
    public void ready() {
      if (connection != null) {
        connection.established();
      }
      session.send(Outgoing.subscribe(new byte[0]));
      isReady = true;
      ready++;
      dial(1);
      if (ready == many) {
        Orders.say("ready");
      }
    }

    @Override
    public void message(byte[] body) {
      heard++;
      if (heard % many == 0) {
        Orders.say("heard", System.nanoTime());
      }
    }

    @Override
    public void dropped(String what) {
      System.err.println(what);
    }

    @Override
    public void closed(String why) {
      // A server that was too busy is tried again; at the end of the run all are closed.
      ready -= isReady ? 1 : 0;
    }
  }
}
