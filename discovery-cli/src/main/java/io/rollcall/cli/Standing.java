package io.rollcall.cli;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Says how a client stands with its servers, where that is not as it should be. That none answers
 * at first the library itself logs. Thread-safe.
 */
final class Standing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final PrintWriter err;
  private final NameCheck names;
  private final CountDownLatch end = new CountDownLatch(1);
  private Runnable joined = () -> {};
  private @Nullable Refusal refusal;
  private ClientState last = ClientState.of(Phase.JOINING);

  Standing(String name, String urlServer, Options options, PrintWriter err) {
    this.name = name;
    this.err = err;
    this.names =
        new NameCheck(
            name,
            () -> Explanations.ask(urlServer, name, PATIENCE, options),
            NameCheck.PERIOD,
            this::say);
  }

  /** Does this each time it has joined; to be said before it follows one. */
  synchronized void onJoined(Runnable action) {
    joined = action;
  }

  /** From now on. */
  void follow(Client client) {
    names.start();
    client.clientStates().subscribe(this::take);
  }

  /** Stops to ask who else bears the name. */
  @Override
  public void close() {
    names.close();
  }

  /** Until the client is closed. */
  void awaitEnd() throws InterruptedException {
    end.await();
  }

  private synchronized void take(ClientState next) {
    switch (next.phase()) {
      case JOINED -> {
        refusal = null;
        joined.run();
        names.look();
      }
      case REFUSED -> next.refusal().ifPresent(this::sayRefused);
      case JOINING -> {
        if (last.phase() == Phase.JOINED) {
          say("'%s' has lost its servers; it tries again".formatted(name));
        }
      }
      case CLOSED -> end.countDown();
    }
    last = next;
  }

  /** Once for each reason; its server says it every few seconds. */
  private void sayRefused(Refusal why) {
    if (!why.equals(refusal)) {
      say("'%s' is refused, %s; it tries again".formatted(name, why));
      refusal = why;
    }
  }

  private synchronized void say(String what) {
    err.println("rollcall: " + Table.clean(what));
    err.flush();
  }
}
