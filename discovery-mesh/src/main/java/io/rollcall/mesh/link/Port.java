package io.rollcall.mesh.link;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.net.Closing;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Listener;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.zmtp.transport.PeerSecurity;
import io.rollcall.mesh.MeshOptions;
import io.rollcall.mesh.protocol.Admission;
import io.rollcall.mesh.wire.Identity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a node listens, with the engine and the keys that it uses. Thread-safe. */
public final class Port {
  /** The attribute in which a member says where its node listens. */
  public static final String ATTRIBUTE = "address." + Station.ADDRESS;

  private static final Duration HANDSHAKE = Duration.ofSeconds(5);
  private static final int MOST_PORT = 65_535;

  private final MeshOptions options;
  private final Engine engine;
  private final PeerSecurity security;
  private final Station station;
  private final @Nullable Listener listener;
  private final Closing closing = new Closing();

  private Port(MeshOptions options, boolean listens) {
    this.options = options;
    this.engine = environment().engine("rollcall-mesh");
    boolean done = false;
    PeerSecurity keys = null;
    try {
      keys = PeerSecurity.of(options.discovery().security(), engine);
      this.security = keys;
      this.station = new Station(options, engine, keys);
      this.listener = listens ? listen() : null;
      done = true;
    } finally {
      if (!done) {
        if (keys != null) {
          keys.release();
        }
        engine.release();
      }
    }
  }

  /**
   * Binds the endpoint that the options name, or the first free port behind it.
   *
   * @throws DiscoveryException if none can be bound, or keys can't be read
   */
  public static Port bind(MeshOptions options) {
    return new Port(options, true);
  }

  /** One for a node that nobody connects to. */
  public static Port unbound(MeshOptions options) {
    return new Port(options, false);
  }

  private Listener listen() {
    Endpoint first = Endpoint.toBind(options.bind()).get(0);
    int last = first.port() == 0 ? 0 : Math.min(MOST_PORT, first.port() + options.portScan());
    for (int port = first.port(); port < last; port++) {
      try {
        return listen("tcp://" + first.host() + ":" + port);
      } catch (DiscoveryException taken) {
        // The next may be free.
      }
    }
    return listen("tcp://" + first.host() + ":" + last);
  }

  private Listener listen(String endpoint) {
    return engine.listen(
        Endpoint.toBind(endpoint).get(0),
        station.accepting(),
        SocketLimits.defaults().withHandshake(HANDSHAKE).withQueueOctets(options.queueOctets()));
  }

  /** The node. */
  public Station station() {
    return station;
  }

  /** The endpoint that was bound; empty if nobody connects. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(listener).map(bound -> bound.endpoint().toString());
  }

  /** So many nanoseconds from now, by the engine's clock. */
  public long deadline(long nanos) {
    long now = engine.now();
    return nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
  }

  private Environment environment() {
    return Environment.of(options.discovery());
  }

  /** The member as it is with an incarnation, one of this moment if it has none. */
  public Identity identity(Member self) {
    Incarnation started = self.incarnation().orElseGet(() -> environment().incarnation());
    return new Identity(self.name(), Optional.of(started));
  }

  /** The member with what others need to connect: the address, unless it has one, and the key. */
  public Member announcedBy(Member self) {
    Member announced = self;
    if (listener != null && self.attribute(ATTRIBUTE).isEmpty()) {
      Endpoint bound = listener.endpoint();
      announced =
          isAnyAddress(bound)
              ? announced.withPort(Station.ADDRESS, bound.port())
              : announced.withAttribute(ATTRIBUTE, bound.host() + ":" + bound.port());
    }
    Optional<String> key = security.ownKey();
    return key.isPresent() ? announced.withAttribute(Admission.KEY, key.get()) : announced;
  }

  private static boolean isAnyAddress(Endpoint bound) {
    return bound.host().equals("*")
        || bound.host().equals("0.0.0.0")
        || bound.host().equals("[::]");
  }

  /** The member without these. */
  public Member withdrawnFrom(Member self) {
    Map<String, String> left = new TreeMap<>(self.attributes());
    left.remove(ATTRIBUTE);
    left.remove(Admission.KEY);
    return self.withAttributes(left);
  }

  /** Whether it has not been closed. */
  public boolean isOpen() {
    return !closing.hasBegun();
  }

  /** Frees the port, and waits until all connections are closed. Idempotent. */
  public void close() {
    closing.close(
        engine,
        () -> {
          if (listener != null) {
            engine.call(
                () -> {
                  listener.stop();
                  return this;
                });
          }
          station.close();
          security.release();
          engine.release();
        });
  }
}
