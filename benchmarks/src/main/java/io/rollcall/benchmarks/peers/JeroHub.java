package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A ROUTER and an XPUB: what members say is passed on, and a member can have all members asked. For
 * one thread.
 */
public final class JeroHub {
  /** What a published frame begins with. */
  public static final String ROLL = "R";

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

  /** Where members are heard. */
  public ZMQ.Socket router() {
    return router;
  }

  /** Where observers are told. */
  public ZMQ.Socket publisher() {
    return publisher;
  }

  /** Takes one message off the ROUTER and publishes what was seen of whom. */
  public void passOn() {
    byte[] route = router.recv(0);
    byte[] word = router.recv(0);
    switch (word[0]) {
      case 'J' -> {
        String name = rest(word);
        names.put(ByteBuffer.wrap(route), name);
        publish(Sightings.JOINED, name);
      }
      case 'L' -> {
        names.remove(ByteBuffer.wrap(route));
        publish(Sightings.GOODBYE, rest(word));
      }
      case 'Q' -> ask(Arrays.copyOfRange(word, 1, word.length));
      case 'A' -> {
        // To have taken it is all that a bare hub does.
      }
      default -> {
        String name = names.remove(ByteBuffer.wrap(route));
        if (name != null) {
          publish(Sightings.LOST, name);
        }
      }
    }
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

  /** Takes the subscriptions that have come off the XPUB; nobody waits for an answer. */
  public void takeSubscriptions() {
    while (publisher.recv(ZMQ.DONTWAIT) != null) {
      // On to the next.
    }
  }

  /** Publishes that this was seen of a member. */
  private void publish(String what, String name) {
    publisher.send(ROLL + what + " " + name);
  }
}
