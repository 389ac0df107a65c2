package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a close leaves behind: nothing, and the ports can be bound again at once. */
class CloseTest {

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    startAndClose(30);
  }

  @Test
  @Tag("long")
  void shouldLeaveNothingBehindAThousandTimes() throws Exception {
    startAndClose(20);
    System.gc();
    long heapBefore = usedHeap();
    long from = System.nanoTime();
    startAndClose(1_000);
    System.out.printf(
        "1,000 starts and closes in %.1f s, %s, heap %+d KB%n",
        (System.nanoTime() - from) / 1e9, Resources.now(), (usedHeap() - heapBefore) / 1024);
    assertThat(usedHeap() - heapBefore).isLessThan(4_000_000);
  }

  private static void startAndClose(int times) throws Exception {
    Server first = Brisk.server();
    String urlServer = first.urlServer();
    String urlPubSub = first.urlPubSub();
    first.close();
    Resources before = Resources.now();
    for (int i = 0; i < times; i++) {
      try (Server server = Server.start(urlServer, urlPubSub, Brisk.options());
          Client client = Client.start(urlServer, "client");
          ClientWithSub both = ClientWithSub.start(urlServer, urlPubSub, "both");
          Subscriber subscriber = Subscriber.start(urlPubSub)) {
        assertThat(client.awaitJoined(PATIENCE)).isTrue();
        assertThat(both.awaitJoined(PATIENCE)).isTrue();
        assertThat(subscriber.roster().names()).hasSizeLessThanOrEqualTo(2);
        assertThat(server.urlServer()).isEqualTo(urlServer);
      }
    }
    before.awaitNoMore();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
