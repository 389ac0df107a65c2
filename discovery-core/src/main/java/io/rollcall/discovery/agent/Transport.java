package io.rollcall.discovery.agent;

import io.rollcall.discovery.survey.Peer;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Moves frames between agents. Thread-safe.
 *
 * <p>Endpoints are lists joined by commas. Each method opens the ports, builds the agent on them
 * and returns it running; it does not wait for the network. All clients and subscribers of one
 * transport run on one thread.
 */
public interface Transport {

  /**
   * Binds a server.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws io.rollcall.discovery.DiscoveryException if one can't be bound
   */
  <A extends ListeningAgent> Started<A, ? extends BoundAgent> server(
      String urlServer, String urlPubSub, Function<ServerPort, A> agent);

  /**
   * A list of endpoints to connect to in one form: the same for lists that mean the same.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  String canonical(String list);

  /**
   * Connects a client.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  <A extends ConnectingAgent> Started<A, ? extends ConnectedAgent> client(
      String urlServer, Function<ClientPort, A> agent);

  /**
   * Connects a subscriber.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  <A extends ConnectingAgent> Started<A, ? extends ConnectedAgent> subscriber(
      String urlPubSub, Function<SubscriberPort, A> agent);

  /**
   * What a transport has started.
   *
   * @param agent that was built on the ports; for the thread that runs it
   * @param running its life, for any thread
   */
  record Started<A extends Agent, R extends RunningAgent>(A agent, R running) {}

  /** What a server sends through. */
  interface ServerPort {
    /** To one connection; dropped if it has gone or its queue is full. */
    void send(Peer to, byte[] frame);

    /**
     * A question to one connection, on which so many may answer it. A transport that cuts off who
     * says too much must let these answers in, however many questions have piled up there.
     */
    default void ask(Peer to, byte[] frame, int answers) {
      send(to, frame);
    }

    /** To all who subscribed to a prefix of the frame. */
    void publish(byte[] frame);

    /** About how many connections of subscribers there are. */
    int subscribers();

    /**
     * About how long the loop takes to publish something to all of them, in nanoseconds: changes
     * are gathered for longer where that is long. 0 where it is next to nothing.
     */
    default long publishing() {
      return 0;
    }
  }

  /** What a client sends through. */
  interface ClientPort {
    /** To the server at one endpoint; waits there for a connection. */
    void send(Peer to, byte[] frame);

    /** Gives the connection up, if one stands, and makes another. */
    void reconnect(Peer server);

    /**
     * The address of this host from which the connection was made, if one stands and it is known.
     */
    default Optional<InetAddress> local(Peer server) {
      return Optional.empty();
    }
  }

  /** What a subscriber asks through. */
  interface SubscriberPort {
    /** From now on frames that begin with this topic are heard. */
    void subscribe(Peer server, byte[] topic);

    /** Frames that begin with this topic are not heard any more. */
    void unsubscribe(Peer server, byte[] topic);

    /** Gives the connection up, if one stands, and makes another. */
    void reconnect(Peer server);
  }

  /** An agent whose thread runs. Thread-safe. */
  interface RunningAgent extends AutoCloseable {
    /**
     * Runs a command on the agent's thread, with the time, after those that came before it. One
     * that comes after {@link #close} was called is dropped; one that came before runs before the
     * goodbye.
     */
    void execute(LongConsumer command);

    /** Lets the agent say goodbye, closes its ports and waits until they are gone. Idempotent. */
    @Override
    void close();
  }

  /** A client or a subscriber that runs. */
  interface ConnectedAgent extends RunningAgent {
    /**
     * Connects to these endpoints from now on and to no others; what stands stays. Dropped if the
     * agent is closed.
     *
     * @throws IllegalArgumentException if one is malformed; then nothing changes
     */
    void connectTo(String list);
  }

  /** A server that runs. */
  interface BoundAgent extends RunningAgent {
    /** The first list of endpoints as bound. */
    String urlServer();

    /** The second list of endpoints as bound. */
    String urlPubSub();
  }
}
