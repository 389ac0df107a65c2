package io.rollcall.mesh;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.thread.ShutdownHook;
import io.rollcall.mesh.link.Port;
import io.rollcall.mesh.wire.Identity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A node of a mesh: sends requests and messages to the other members of a roster, and handles
 * theirs. Thread-safe.
 *
 * <p>Each node listens at an address of its own, which its member has in the roster as {@code
 * address.mesh}. It connects to another one when it first has something for it. What fails is told
 * at once where it can be known: see {@link FailureCause}.
 *
 * <p>{@link #start} validates, binds the port and returns. Futures are completed on {@link
 * Options#executor}, handlers run on {@link MeshOptions#handlers}; neither ever runs on the thread
 * that owns the sockets.
 */
public final class Mesh implements Metered, AutoCloseable {
  private final MeshOptions options;
  private final Port port;
  private final OwnNode own;
  private final Sender sender;
  private final TreeSender trees;
  private final Leaving leaving;

  private Mesh(MeshOptions options, Port port, OwnNode own, @Nullable ClientWithSub joined) {
    this.options = options;
    this.port = port;
    this.own = own;
    this.sender = new Sender(options, port);
    this.trees = new TreeSender(options, port, sender);
    this.leaving = new Leaving(options, port, own, joined);
  }

  /**
   * Starts a node that joins a server as this member; {@link #close} leaves it.
   *
   * @param urlServer where to join, as {@link ClientWithSub#start} takes it
   * @param urlPubSub where the same servers publish
   * @param self what the node says of itself; its {@code address.mesh}, if it has none, becomes the
   *     port that is bound
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if the node's endpoint can't be bound, or keys can't be read
   */
  public static Mesh start(String urlServer, String urlPubSub, Member self, MeshOptions options) {
    Objects.requireNonNull(self, "self");
    Port port = Port.bind(options);
    boolean done = false;
    try {
      ClientWithSub client =
          ClientWithSub.start(
              urlServer,
              urlPubSub,
              port.announcedBy(self),
              options.discovery().withCloseOnShutdown(false));
      done = true;
      OwnNode own = new OwnNode(options, client, self.name(), MeshMember.of(client));
      return begun(new Mesh(options, port, own, client), Identity.of(client.self()));
    } finally {
      if (!done) {
        port.close();
      }
    }
  }

  /**
   * As above, at the servers that the options name.
   *
   * @throws IllegalArgumentException if they name none
   * @throws DiscoveryException if the node's endpoint can't be bound, or keys can't be read
   */
  public static Mesh start(Member self, MeshOptions options) {
    if (options.urlServer().isEmpty()) {
      throw new IllegalArgumentException("the options name no server: see MeshOptions.withServer");
    }
    return start(options.urlServer(), options.urlPubSub(), self, options);
  }

  /**
   * Starts a node that is the member of a client. The client gets the attributes that others need
   * to connect; it outlives the node.
   *
   * @throws DiscoveryException if the node's endpoint can't be bound, or keys can't be read
   */
  public static Mesh start(ClientWithSub client, MeshOptions options) {
    return start(client, MeshMember.of(client), options);
  }

  /**
   * Starts a node on any membership.
   *
   * @param membership whose members are the nodes
   * @param member the one that this node is
   * @throws DiscoveryException if the node's endpoint can't be bound, or keys can't be read
   */
  public static Mesh start(Membership membership, MeshMember member, MeshOptions options) {
    Objects.requireNonNull(membership, "membership");
    Member self = member.self();
    Port port = Port.bind(options);
    OwnNode own = new OwnNode(options, membership, self.name(), member);
    Mesh mesh = begun(new Mesh(options, port, own, null), port.identity(self));
    own.update(port::announcedBy);
    return mesh;
  }

  /**
   * Starts a guest: it sends requests and messages to the nodes, but is no member, so that nobody
   * sends any to it.
   *
   * @param name by which the nodes know it
   * @throws IllegalArgumentException if the name is against the rules of {@link Member#named}
   */
  public static Mesh guest(Membership membership, String name, MeshOptions options) {
    Objects.requireNonNull(membership, "membership");
    Member self = Member.named(name);
    Port port = Port.unbound(options);
    OwnNode own = new OwnNode(options, membership, name, null);
    return begun(new Mesh(options, port, own, null), port.identity(self));
  }

  private static Mesh begun(Mesh mesh, Identity identity) {
    mesh.port.station().begin(mesh.membership(), identity, mesh.own.isGuest());
    return ShutdownHook.closes(
        mesh, mesh.options.discovery().closeOnShutdown(), ShutdownHook.Order.FIRST);
  }

  /** Whose members are the nodes. */
  public Membership membership() {
    return own.membership();
  }

  /** The nodes that the newest roster has, this one included. */
  public Nodes nodes() {
    return own.nodes();
  }

  /**
   * This node: as the roster has it, or as it says of itself where the roster does not have it yet.
   */
  public Node self() {
    return own.node();
  }

  /** The endpoint at which the node listens, with the port that was bound; empty for a guest. */
  public Optional<String> endpoint() {
    return port.endpoint();
  }

  /** Whether the roster is current and, unless this is a guest, has this node with its address. */
  public boolean isReady() {
    return own.isReady();
  }

  /**
   * Waits until the node {@link #isReady}.
   *
   * @return whether it was within this time
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitReady(Duration timeout) throws InterruptedException {
    return own.await(timeout, own::isReady);
  }

  /**
   * Waits until the roster has a version, or a later one.
   *
   * @return whether it had within this time
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitVersion(long version, Duration timeout) throws InterruptedException {
    return own.awaitVersion(version, timeout);
  }

  /**
   * Sets an attribute of this node; everybody sees it.
   *
   * @throws IllegalArgumentException if it is against the rules of {@link Member#withAttribute}
   * @throws IllegalStateException if this is a guest
   */
  public void setValue(String key, String value) {
    own.update(self -> self.withAttribute(key, value));
  }

  /**
   * Sets the status of this node; everybody sees it.
   *
   * @throws IllegalStateException if this is a guest
   */
  public void setStatus(Status status) {
    own.update(self -> self.withStatus(status));
  }

  /**
   * Handles the requests and messages of a command.
   *
   * @param command 0 to 65535
   * @throws IllegalArgumentException if it is out of its bound
   * @throws IllegalStateException if the command has a handler
   */
  public void handle(int command, Handler handler) {
    Objects.requireNonNull(handler, "handler");
    handleAsync(command, call -> CompletableFuture.completedFuture(handler.handle(call)));
  }

  /**
   * As above, with an answer that comes later.
   *
   * @throws IllegalArgumentException if the command is not 0 to 65535
   * @throws IllegalStateException if the command has a handler
   */
  public void handleAsync(int command, AsyncHandler handler) {
    Objects.requireNonNull(handler, "handler");
    if (!port.station().handle(Bounds.command(command), handler)) {
      throw new IllegalStateException("command " + command + " has a handler already");
    }
  }

  /**
   * As above, with typed payloads. What {@code asked} can't read is {@link FailureCause#MALFORMED}
   * for the sender.
   *
   * @throws IllegalArgumentException if the command is not 0 to 65535
   * @throws IllegalStateException if the command has a handler
   */
  public <Q, A> void handle(
      int command, Codec<Q> asked, Codec<A> answered, TypedHandler<Q, A> handler) {
    Objects.requireNonNull(handler, "handler");
    handle(
        command,
        call -> answered.encode(handler.handle(call, Typed.decoded(asked, call.payload()))));
  }

  /** As {@link #request(String, int, byte[], Duration)}, with the default timeout. */
  public CompletableFuture<byte[]> request(String node, int command, byte[] payload) {
    return request(node, command, payload, options.requestTimeout());
  }

  /**
   * Sends a request to a node.
   *
   * @param node its name
   * @param payload which must not be altered until the future is completed
   * @param timeout how long to wait. Within a handler it is cut to what is left to the handler's
   *     own call
   * @return the answer, or a {@link MeshException}. To cancel it interrupts the handler
   * @throws IllegalArgumentException if the command is not 0 to 65535, the payload too long, or the
   *     timeout not above zero
   */
  public CompletableFuture<byte[]> request(
      String node, int command, byte[] payload, Duration timeout) {
    return sender.request(anyStart(node), command, payload, timeout);
  }

  /**
   * As {@link #request(String, int, byte[], Duration)}, to that start of the node: if another one
   * has taken its name, the request fails with {@link FailureCause#RESTARTED}.
   */
  public CompletableFuture<byte[]> request(
      Node node, int command, byte[] payload, Duration timeout) {
    return sender.request(Identity.of(node.member()), command, payload, timeout);
  }

  /** As above, with the default timeout. */
  public CompletableFuture<byte[]> request(Node node, int command, byte[] payload) {
    return request(node, command, payload, options.requestTimeout());
  }

  /** As above, with typed payloads: an answer that can't be read is {@code MALFORMED}. */
  public <Q, A> CompletableFuture<A> request(
      Node node, int command, Q asked, Codec<Q> question, Codec<A> answer) {
    return sender.request(Identity.of(node.member()), command, asked, question, answer);
  }

  /**
   * Sends a message to a node, which handles it once at most. It is repeated until the node has
   * confirmed it, or {@code retryTimeout} has passed.
   *
   * @return completed once the node has handed it to its handler; else a {@link MeshException}:
   *     then it may have been handled, but will not be any more once {@code retryTimeout} has
   *     passed
   * @throws IllegalArgumentException if the command is not 0 to 65535, or the payload too long
   */
  public CompletableFuture<Void> send(String node, int command, byte[] payload) {
    return sender.send(anyStart(node), command, payload);
  }

  /** As above, to that start of the node. */
  public CompletableFuture<Void> send(Node node, int command, byte[] payload) {
    return sender.send(Identity.of(node.member()), command, payload);
  }

  /**
   * Sends a message to a node once, and does not tell whether it arrives. Where no link to the node
   * is open, it waits until one is; it is dropped if that fails, or if 256 wait already.
   *
   * @throws IllegalArgumentException if the command is not 0 to 65535, or the payload too long
   */
  public void sendUnreliable(String node, int command, byte[] payload) {
    sender.note(anyStart(node), command, payload);
  }

  /**
   * Sends a message to many nodes as a tree: this node sends it to {@code limit} of them, each of
   * which sends it to as many others, and so on. Each node handles it once at most. Where a node
   * can't be reached, the one before it takes its part over. It takes twice {@code retryTimeout} at
   * most.
   *
   * @param nodes their names; one that occurs twice is one
   * @param limit how many nodes each sends it to at a time, 1 to 65535
   * @return who was reached, who was not, and why; never fails
   * @throws IllegalArgumentException if the command is not 0 to 65535, the payload too long, the
   *     limit out of its bound, or the names have more than 1,048,576 octets together
   */
  public CompletableFuture<Delivery> sendMany(
      Collection<String> nodes, int command, byte[] payload, int limit) {
    return trees.send(nodes, command, payload, limit);
  }

  /**
   * Sends a message to many nodes as a tree, once, and does not tell whom it reaches.
   *
   * @throws IllegalArgumentException as {@link #sendMany}
   */
  public void sendManyUnreliable(Collection<String> nodes, int command, byte[] payload, int limit) {
    trees.note(nodes, command, payload, limit);
  }

  private static Identity anyStart(String node) {
    return new Identity(node, Optional.empty());
  }

  /**
   * Measures how long a node takes to answer, which no handler of it sees. The time to connect, if
   * there is no link yet, does not count.
   *
   * @return the time, or a {@link MeshException}; it fails after {@code requestTimeout}
   */
  public CompletableFuture<Duration> ping(String node) {
    return sender.ping(anyStart(node));
  }

  /**
   * How the link to a node stands, and why it ended the last time: for whoever looks for a fault.
   */
  public LinkExplanation explain(String node) {
    return port.station().explain(node);
  }

  /** The node leaves by {@link #drain} only once this says so, too. */
  public void onDrain(BooleanSupplier isReady) {
    leaving.onDrain(isReady);
  }

  /**
   * Leaves in order: goes {@link Status#OFFLINE}, takes no more requests and messages, waits until
   * those it has are answered, what it has sent itself is answered, and {@link #onDrain} agrees;
   * then closes. What is not done in time is answered with {@link FailureCause#DRAINING}. Not to be
   * called by a handler, for which it would wait.
   *
   * @return whether all was done in time
   * @throws InterruptedException if the calling thread is interrupted; the node is closed then
   */
  public boolean drain(Duration most) throws InterruptedException {
    if (isClosed()) {
      return true;
    }
    try {
      return leaving.drain(most);
    } finally {
      close();
    }
  }

  /** What there is to read of this node; a membership that it joined by itself has its own. */
  @Override
  public List<Metric> metrics() {
    return port.station().metrics();
  }

  @Override
  public boolean isClosed() {
    return own.hasEnded();
  }

  /**
   * Leaves at once: requests of others are answered with {@link FailureCause#DRAINING}, own ones
   * fail with {@link FailureCause#CANCELLED}. When it returns the port is free. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    leaving.close();
  }

  @Override
  public String toString() {
    return own + port.endpoint().map(at -> " at " + at).orElse("");
  }
}
