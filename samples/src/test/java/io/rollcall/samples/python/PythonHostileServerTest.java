package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Bare sockets that send the Python programs what no server sends, and then what one does. */
class PythonHostileServerTest {
  @RegisterExtension final Python python = new Python();

  private Map<String, byte[]> vectors;
  private ZContext context;

  @BeforeEach
  void read() throws Exception {
    vectors = GoldenVectors.read();
    assertThat(vectors).hasSize(14);
    context = python.closing(new ZContext());
  }

  @Test
  void shouldNotDisturbAClient() throws Exception {
    ZMQ.Socket router = bound(SocketType.ROUTER);
    Script client =
        python.run("client.py", router.getLastEndpoint(), "client1", "--cluster", "blue");
    byte[] route = router.recv();
    assertThat(router.recvStr()).contains("client1");

    for (byte[] bad : garbage(new byte[0])) {
      router.sendMore(route);
      router.send(bad);
    }
    for (String frame : List.of("", "two", "three")) {
      router.send(route, ZMQ.SNDMORE);
      router.sendMore(frame);
      router.send(frame);
    }
    router.sendMore(route);
    router.send(vectors.get("SURVEY"));

    byte[] round = {0, 0, 0, 0, 0, 0, 0, 7};
    byte[] answer = {};
    while (answer.length < 4 || answer[3] != 2) {
      assertThat(router.recv()).as("%s", client.lines()).isEqualTo(route);
      answer = router.recv();
    }
    assertThat(answer).hasSize(40).endsWith(round);
    assertThat(client.stop()).as("%s", client.lines()).isZero();
  }

  @Test
  void shouldNotDisturbASubscriber() throws Exception {
    ZMQ.Socket publisher = bound(SocketType.XPUB);
    Script subscriber =
        python.run("subscriber.py", publisher.getLastEndpoint(), "--cluster", "blue");
    assertThat(publisher.recvStr()).isEqualTo("\1ROLL");
    byte[] topic = publisher.recv();
    topic = Arrays.copyOfRange(topic, 1, topic.length);

    for (byte[] prefix : List.of("ROLL".getBytes(ZMQ.CHARSET), topic)) {
      for (byte[] bad : garbage(prefix)) {
        publisher.send(bad);
      }
    }
    publisher.sendMore("ROLL");
    publisher.send("more");
    // In another cluster, and therefore no news.
    byte[] foreign = vectors.get("CHANGE").clone();
    foreign[33] = 'x';
    publisher.send(foreign);
    byte[] snapshot = vectors.get("SNAPSHOT").clone();
    System.arraycopy(topic, 0, snapshot, 0, topic.length);
    publisher.send(snapshot);
    publisher.send(vectors.get("PULSE"));

    String joined = "joined client1 worker ONLINE {\"zone\": \"eu-1\"}";
    subscriber.awaitLine("state LIVE");
    assertThat(subscriber.lines()).containsExactly(joined, "state LIVE");
    assertThat(subscriber.stop()).isZero();
  }

  private ZMQ.Socket bound(SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setReceiveTimeOut((int) Python.PATIENCE.toMillis());
    socket.setSndHWM(0);
    socket.bind("tcp://127.0.0.1:*");
    return socket;
  }

  /** Noise, and every golden vector cut short or prolonged. */
  private List<byte[]> garbage(byte[] prefix) {
    Random dice = new Random(20);
    List<byte[]> bad = new ArrayList<>();
    for (int length = 0; length < 100; length++) {
      byte[] noise = new byte[length];
      dice.nextBytes(noise);
      bad.add(joined(prefix, noise));
    }
    for (byte[] vector : vectors.values()) {
      for (int length = 0; length < vector.length; length += 3) {
        bad.add(joined(prefix, Arrays.copyOf(vector, length)));
        bad.add(Arrays.copyOf(vector, length));
      }
      bad.add(Arrays.copyOf(vector, vector.length + 1));
    }
    return bad;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
