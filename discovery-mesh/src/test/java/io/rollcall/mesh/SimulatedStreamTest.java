package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of replies on a simulated network, with faults. */
class SimulatedStreamTest {
  private static final int NUMBERS = 1;
  private static final int SILENT = 2;
  private static final int FAILING = 3;
  private static final int PLAIN = 4;
  private static final byte[] NOTHING = {};
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final List<ReplySink> sinks = new ArrayList<>();
  private int made;
  private int length = 4;
  private Mesh a;
  private Mesh b;
  private SimulatedHost host;

  /** A subscriber that asks for items when a test says so. */
  private static final class Reader implements Flow.Subscriber<byte[]> {
    private final List<Integer> numbers = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private int ends;
    private final long first;

    Reader(long first) {
      this.first = first;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      if (first != 0) {
        begun.request(first);
      }
    }

    @Override
    public void onNext(byte[] item) {
      numbers.add(ByteBuffer.wrap(item).getInt());
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
      ends++;
    }

    @Override
    public void onComplete() {
      ends++;
    }

    FailureCause cause() {
      return ((MeshException) failure).cause();
    }
  }

  @BeforeEach
  void start() {
    host = cluster.startHost("b");
    a = start(cluster.startHost("a"));
    b = start(host);
    // Numbers up to the one that is asked for, without holding a thread.
    b.handleStream(
        NUMBERS,
        (call, sink) -> {
          sinks.add(sink);
          int most = ByteBuffer.wrap(call.payload()).getInt();
          int[] next = {0};
          if (most == 0) {
            sink.complete();
          }
          sink.onDemand(
              () -> {
                while (next[0] < most
                    && sink.offer(ByteBuffer.allocate(length).putInt(next[0]).array())) {
                  next[0]++;
                  made++;
                }
                if (next[0] == most) {
                  sink.complete();
                }
              });
        });
    b.handleStream(SILENT, (call, sink) -> sinks.add(sink));
    b.handleStream(
        FAILING,
        (call, sink) -> {
          sink.offer(new byte[4]);
          throw new IllegalStateException("on purpose");
        });
    b.handle(PLAIN, Call::payload);
    for (Mesh each : List.of(a, b)) {
      cluster.advanceUntil(() -> each.isReady() && each.nodes().size() == 2, LONG);
    }
  }

  private Mesh start(SimulatedHost at) {
    return Mesh.start(
        cluster.urlServer(),
        cluster.urlPubSub(),
        Member.named(at.name()),
        MeshOptions.defaults().withDiscovery(at.options()));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private Reader read(int command, int most, long first, Duration timeout) {
    Reader reader = new Reader(first);
    a.requestStream("b", command, ByteBuffer.allocate(4).putInt(most).array(), timeout)
        .subscribe(reader);
    return reader;
  }

  private Duration awaitEnd(Reader reader) {
    return cluster.advanceUntil(() -> reader.ends > 0, LONG);
  }

  @Test
  void shouldDeliverAllItemsInOrderAndEndOnce() {
    Reader reader = read(NUMBERS, 5000, Long.MAX_VALUE, LONG);
    awaitEnd(reader);
    assertThat(reader.failure).isNull();
    assertThat(reader.numbers).hasSize(5000).isSorted().doesNotHaveDuplicates();
    cluster.advance(SECOND);
    assertThat(reader.ends).isEqualTo(1);
    Reader empty = read(NUMBERS, 0, 0, LONG);
    assertThat(awaitEnd(empty)).isLessThan(Duration.ofMillis(20));
    assertThat(empty.numbers).isEmpty();
  }

  @Test
  void shouldSendNoMoreThanTheReaderAsksFor() {
    Reader reader = read(NUMBERS, 1000, 0, LONG);
    cluster.advance(SECOND);
    assertThat(made).isZero();
    reader.subscription.request(3);
    cluster.advance(SECOND);
    assertThat(made).isEqualTo(3);
    assertThat(reader.numbers).containsExactly(0, 1, 2);
    reader.subscription.request(7);
    cluster.advance(SECOND);
    assertThat(reader.numbers).hasSize(10);
    assertThat(made).isEqualTo(10);
    reader.subscription.request(Long.MAX_VALUE);
    awaitEnd(reader);
    assertThat(reader.numbers).hasSize(1000).isSorted();
  }

  @Test
  void shouldKeepTheOrderOfLongAndShortItems() {
    length = 300_000;
    Reader reader = read(NUMBERS, 20, 4, LONG);
    cluster.advanceUntil(() -> reader.numbers.size() == 4, LONG);
    length = 4;
    reader.subscription.request(1);
    length = 300_000;
    cluster.advance(SECOND);
    reader.subscription.request(Long.MAX_VALUE);
    cluster.advanceUntil(() -> made > 8, LONG);
    length = 4;
    awaitEnd(reader);
    assertThat(reader.numbers).hasSize(20).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldCancelTheHandlersStream() {
    Reader reader = read(NUMBERS, 1000, 5, LONG);
    cluster.advanceUntil(() -> reader.numbers.size() == 5, LONG);
    reader.subscription.cancel();
    cluster.advanceUntil(() -> sinks.get(0).isOver(), Duration.ofMillis(10));
    reader.subscription.request(5);
    cluster.advance(SECOND);
    assertThat(reader.numbers).hasSize(5);
    assertThat(reader.ends).isZero();
  }

  @Test
  void shouldEndAtTheDeadline() {
    Reader reader = read(SILENT, 0, 5, SECOND);
    assertThat(awaitEnd(reader)).isBetween(SECOND, Duration.ofMillis(1010));
    assertThat(reader.cause()).isEqualTo(FailureCause.TIMED_OUT);
    cluster.advanceUntil(() -> sinks.get(0).isOver(), Duration.ofMillis(10));
  }

  @Test
  void shouldEndWhenTheNodeDiesOrItsHandlerFails() {
    Reader failing = read(FAILING, 0, 5, LONG);
    assertThat(awaitEnd(failing)).isLessThan(Duration.ofMillis(20));
    assertThat(failing.cause()).isEqualTo(FailureCause.HANDLER_FAILED);
    assertThat(failing.failure).hasMessageContaining("on purpose");
    Reader reader = read(NUMBERS, 1000, 5, LONG);
    cluster.advanceUntil(() -> reader.numbers.size() == 5, LONG);
    host.crash();
    assertThat(awaitEnd(reader)).isLessThan(Duration.ofMillis(20));
    assertThat(reader.cause()).isEqualTo(FailureCause.UNREACHABLE);
  }

  @Test
  void shouldEndAHandlersStreamWhenTheReaderDies() {
    Reader unused = read(NUMBERS, 1000, 5, LONG);
    cluster.advanceUntil(() -> made == 5, LONG);
    cluster.network().reset(host);
    cluster.advanceUntil(() -> sinks.get(0).isOver(), Duration.ofMillis(10));
  }

  @Test
  void shouldTellThatTheNodeDoesNotStreamOrIsNotThere() {
    Reader plain = read(PLAIN, 0, 5, LONG);
    assertThat(awaitEnd(plain)).isLessThan(Duration.ofMillis(20));
    assertThat(plain.cause()).isEqualTo(FailureCause.NO_HANDLER);
    Reader nobody = new Reader(1);
    a.requestStream("nobody", 1, NOTHING).subscribe(nobody);
    awaitEnd(nobody);
    assertThat(nobody.cause()).isEqualTo(FailureCause.NO_SUCH_NODE);
    var request = a.request("b", NUMBERS, new byte[4]);
    cluster.advanceUntil(request::isDone, SECOND);
    assertThat(request).isCompletedExceptionally();
  }

  @Test
  void shouldRefuseARequestForNothing() {
    Reader reader = read(NUMBERS, 10, -1, LONG);
    awaitEnd(reader);
    assertThat(reader.failure).isInstanceOf(IllegalArgumentException.class);
    cluster.advance(SECOND);
    assertThat(reader.ends).isEqualTo(1);
    assertThat(made).isZero();
  }

  @Test
  void shouldFinishStreamsBeforeItLeaves() throws Exception {
    Reader reader = read(NUMBERS, 10, 3, LONG);
    cluster.advanceUntil(() -> reader.numbers.size() == 3, LONG);
    cluster.time().after(Duration.ofMillis(300), () -> reader.subscription.request(100));
    assertThat(b.drain(Duration.ofSeconds(5))).isTrue();
    cluster.advance(SECOND);
    assertThat(reader.numbers).hasSize(10);
    assertThat(reader.failure).isNull();
    assertThat(reader.ends).isEqualTo(1);
  }

  @Test
  void shouldCancelWhatTheMeshCloses() {
    Reader reader = read(NUMBERS, 10, 3, LONG);
    cluster.advanceUntil(() -> reader.numbers.size() == 3, LONG);
    a.close();
    awaitEnd(reader);
    assertThat(reader.cause()).isEqualTo(FailureCause.CANCELLED);
  }
}
