package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A ROUTER and an XPUB: what members say is passed on, whoever subscribes to a snapshot gets it,
 * and a member can have all members asked. How the thread that owns them waits is not decided here.
 * For one thread.
 */
public final class JeroHub {
  /** What a published frame begins with. */
  public static final String ROLL = "R";

  /** What the topic of a snapshot begins with. */
  public static final String SNAPSHOT = "S";

  private static final byte[] GONE = {0};

  /** As long as a SURVEY and an ANSWER of Rollcall, so that both hubs move the same octets. */
  private static final int SURVEY_OCTETS = 36;

  private static final int ANSWER_OCTETS = 40;

  private final ZMQ.Context context = JeroPeer.context();
  private final ZMQ.Socket router = JeroPeer.socket(context, SocketType.ROUTER);
  private final ZMQ.Socket publisher = JeroPeer.socket(context, SocketType.XPUB);
  private final Addresses addresses;
  private final Map<ByteBuffer, String> names = new ConcurrentHashMap<>();

  /** Binds both to free ports. */
  public JeroHub() {
    router.base().setSocketOpt(zmq.ZMQ.ZMQ_DISCONNECT_MSG, GONE);
    router.bind("tcp://127.0.0.1:*");
    publisher.bind("tcp://127.0.0.1:*");
    addresses = new Addresses(router.getLastEndpoint(), publisher.getLastEndpoint());
  }

  /** Where it is bound. */
  public Addresses addresses() {
    return addresses;
  }

  /** The context of its sockets. */
  public ZMQ.Context context() {
    return context;
  }

  /** Where members are heard. */
  public ZMQ.Socket router() {
    return router;
  }

  /** Where observers are told. */
  public ZMQ.Socket publisher() {
    return publisher;
  }

  /** Takes one message off the ROUTER and publishes it; whether there was one. */
  public boolean passOn(int flags) {
    return passOn(flags, this::publish);
  }

  /**
   * Takes one message off the ROUTER and hands on what was seen of whom; whether there was one. One
   * thread may do this while another owns the XPUB.
   */
  public boolean passOn(int flags, BiConsumer<String, String> seen) {
    byte[] route = router.recv(flags);
    if (route == null) {
      return false;
    }
    byte[] word = router.recv(0);
    switch (word[0]) {
      case 'J' -> {
        String name = rest(word);
        names.put(ByteBuffer.wrap(route), name);
        seen.accept(Sightings.JOINED, name);
      }
      case 'L' -> {
        names.remove(ByteBuffer.wrap(route));
        seen.accept(Sightings.GOODBYE, rest(word));
      }
      case 'Q' -> ask(Arrays.copyOfRange(word, 1, word.length));
      case 'A' -> {
        // To have taken it is all that a bare hub does.
      }
      default -> {
        String name = names.remove(ByteBuffer.wrap(route));
        if (name != null) {
          seen.accept(Sightings.LOST, name);
        }
      }
    }
    return true;
  }

  /** What a member says that wants the hub to ask all members in this round. */
  public static byte[] askAll(long round) {
    return ByteBuffer.allocate(1 + SURVEY_OCTETS).put((byte) 'Q').putLong(round).array();
  }

  /** The round in which a member is asked. */
  public static long roundOf(ByteBuffer asked) {
    return asked.getLong(0);
  }

  /** What a member says that was asked in this round. */
  public static byte[] answer(long round) {
    return ByteBuffer.allocate(ANSWER_OCTETS).put((byte) 'A').putLong(round).array();
  }

  private void ask(byte[] frame) {
    for (ByteBuffer route : names.keySet()) {
      router.sendByteBuffer(route.duplicate(), ZMQ.SNDMORE);
      router.send(frame);
    }
  }

  private static String rest(byte[] word) {
    return new String(word, 1, word.length - 1, StandardCharsets.UTF_8);
  }

  /** Takes one subscription off the XPUB and answers it; whether there was one. */
  public boolean answerSubscription(int flags) {
    byte[] subscription = publisher.recv(flags);
    if (subscription == null) {
      return false;
    }
    answer(subscription);
    return true;
  }

  /** Answers a subscription that was taken off the XPUB. */
  public void answer(byte[] subscription) {
    if (subscription.length > 1 && subscription[0] == 1 && subscription[1] == 'S') {
      String topic = new String(subscription, 1, subscription.length - 1, StandardCharsets.UTF_8);
      publisher.send(topic + " " + String.join(",", names.values()));
    }
  }

  /** Publishes that this was seen of a member. */
  public void publish(String what, String name) {
    publisher.send(ROLL + what + " " + name);
  }
}
