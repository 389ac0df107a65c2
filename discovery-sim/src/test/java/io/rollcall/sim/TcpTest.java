package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.net.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What simulated TCP does to the engine's connections, which is what TCP does. */
class TcpTest {
  private static final long MILLI = 1_000_000;
  private static final SocketLimits LIMITS = SocketLimits.defaults().withQueueOctets(1_024);

  private final World world = new World(1);
  private final SimNetwork network = SimNetwork.ofOctets(world, Options.defaults());
  private final Tcp tcp = new Tcp(network);
  private final Host near = network.host("near");
  private final Host far = network.host("far");
  private final TcpProcess client = new TcpProcess(tcp, near);
  private final TcpProcess server = new TcpProcess(tcp, far);
  private final Recorder dialled = new Recorder(client);
  private final Recorder accepted = new Recorder(server);
  private final List<String> unreachable = new ArrayList<>();

  @BeforeEach
  void giveAddresses() {
    tcp.address(near);
    tcp.address(far);
  }

  @Test
  void shouldRefuseWhereNobodyListensAndCarryOctetsWhereSomebodyDoes() {
    dial();
    go(1);
    assertThat(unreachable).containsExactly("Connection refused");
    listen();
    go(200);
    dialled.say("hello");
    accepted.say("hi");

    assertThat(accepted.heard).isEqualTo("hello");
    assertThat(dialled.heard).isEqualTo("hi");
  }

  @Test
  void shouldSendAgainWhatAskedForAConnectionDuringACut() {
    listen();
    network.cut(near, far);
    dial();
    go(500);
    network.heal(near, far);
    go(400);
    assertThat(dialled.events).isEmpty();

    go(200);

    assertThat(dialled.events).containsExactly("opened");
    assertThat(unreachable).isEmpty();
  }

  @Test
  void shouldHoldWhatIsSentDuringACutThatHolds() {
    connect();
    network.suspend(near, far);
    dialled.say("one ");
    go(3_000);
    dialled.say("two");
    go(3_000);
    assertThat(accepted.heard).isEmpty();

    network.heal(near, far);
    go(1);

    assertThat(accepted.heard).isEqualTo("one two");
    assertThat(accepted.events).containsExactly("opened");
  }

  @Test
  void shouldBreakAConnectionThatACutTookSomethingFrom() {
    connect();
    network.cut(near, far);
    dialled.say("lost");
    go(3_000);
    assertThat(dialled.events).containsExactly("opened");

    network.heal(near, far);
    go(1);

    assertThat(dialled.events).last().isEqualTo("closed: Connection reset");
    assertThat(accepted.events).containsExactly("opened", "closed: Connection reset");
    assertThat(accepted.heard).isEmpty();
  }

  @Test
  void shouldTellNeitherEndOfAMuteConnection() {
    connect();
    tcp.of(near).forEach(TcpConnection::mute);
    dialled.say("nobody hears this");
    accepted.connection.close("on purpose");
    go(1_000);

    assertThat(accepted.heard).isEmpty();
    assertThat(dialled.events).containsExactly("opened");
  }

  @Test
  void shouldHoldUpWhoWritesMoreThanIsReadUntilItIs() {
    connect();
    far.pause();
    int written = 0;
    while (dialled.say("x".repeat(500))) {
      written++;
    }
    assertThat(dialled.events).last().isEqualTo("blocked");
    dialled.events.clear();

    far.resume();
    go(10);

    assertThat(dialled.events).containsExactly("writable");
    assertThat(accepted.heard).hasSize(500 * written);
  }

  @Test
  void shouldTellThePeerOfAProcessThatIsKilled() {
    connect();
    accepted.say("last words");
    server.kill();
    go(1);

    assertThat(dialled.heard).isEqualTo("last words");
    assertThat(dialled.events).containsExactly("opened", "closed: the peer closed it");
    go(100);
    assertThat(unreachable).containsOnly("Connection refused");
  }

  /** A server that was held up writes first and reads then. */
  @Test
  void shouldReadWhatAPeerSaidBeforeItsResetAlthoughAWriteFailsFirst() {
    connect();
    dialled.connection.pause();
    accepted.say("the peer never reads this");
    far.pause();
    dialled.say("goodbye");
    client.kill();
    accepted.say("this fails");

    far.resume();
    go(1);

    assertThat(accepted.heard).isEqualTo("goodbye");
    assertThat(accepted.events).containsExactly("opened", "closed: Connection reset");
  }

  @Test
  void shouldResetWhoseWordsFindAProcessGone() {
    connect();
    network.suspend(near, far);
    server.kill();
    dialled.say("too late");
    network.heal(near, far);
    go(1);

    assertThat(dialled.events).first().isEqualTo("opened");
    assertThat(dialled.events).last().asString().startsWith("closed: ");
  }

  private void listen() {
    server.forServer().listen(endpoint(), () -> accepted, LIMITS);
  }

  private void dial() {
    Backoff backoff = Backoff.every(Duration.ofMillis(100), world.random());
    client.forClients().dial(endpoint(), () -> dialled, LIMITS, backoff, unreachable::add);
  }

  private void connect() {
    listen();
    dial();
    go(2);
    assertThat(dialled.events).containsExactly("opened");
    assertThat(accepted.events).containsExactly("opened");
  }

  private Endpoint endpoint() {
    return Endpoint.toConnect("tcp://" + tcp.address(far).getHostAddress() + ":5550").get(0);
  }

  private void go(long millis) {
    long end = world.now() + millis * MILLI;
    while (world.step(end)) {
      // until nothing is left to happen
    }
  }

  /** A wire that notes what happens. */
  private final class Recorder implements Wire {
    private final TcpProcess process;
    final List<String> events = new ArrayList<>();
    String heard = "";
    Connection connection;

    Recorder(TcpProcess process) {
      this.process = process;
    }

    /** And what it says has a moment to arrive; returns whether there was room for it. */
    boolean say(String what) {
      ByteBuffer octets = ByteBuffer.wrap(what.getBytes(StandardCharsets.US_ASCII));
      boolean taken = process.forClients().call(() -> connection.write(octets));
      go(1);
      return taken;
    }

    @Override
    public void opened(Connection opened) {
      connection = opened;
      opened.established();
      events.add("opened");
    }

    @Override
    public void received(ByteBuffer bytes) {
      heard += StandardCharsets.US_ASCII.decode(bytes);
    }

    @Override
    public void blocked() {
      events.add("blocked");
    }

    @Override
    public void writable() {
      events.add("writable");
    }

    @Override
    public void closed(String why) {
      events.add("closed: " + why);
    }
  }
}
