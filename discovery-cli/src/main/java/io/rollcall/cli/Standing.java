package io.rollcall.cli;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says how a client stands with its servers, where that is not as it should be. Thread-safe. */
final class Standing {
  private static final int PATIENCE_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

  private final String name;
  private final String urlServer;
  private final Options options;
  private final PrintWriter err;
  private final CountDownLatch end = new CountDownLatch(1);
  private Runnable joined = () -> {};
  private @Nullable Refusal refusal;
  private ClientState last = ClientState.of(Phase.JOINING);

  Standing(String name, String urlServer, Options options, PrintWriter err) {
    this.name = name;
    this.options = options;
    this.urlServer = urlServer;
    this.err = err;
  }

  /** Does this each time it has joined; to be said before it follows one. */
  synchronized void onJoined(Runnable action) {
    joined = action;
  }

  /** From now on. */
  void follow(Client client) {
    client.clientStates().subscribe(this::take);
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(this::sayIfAlone);
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
        var unused = CompletableFuture.runAsync(this::sayIfAnother, Standing::thread);
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

  /** The servers alone know of both; the one that came first learns of it from its server's log. */
  private void sayIfAnother() {
    try {
      for (Explanations.Answer each :
          Explanations.ask(urlServer, name, PATIENCE, options).answers()) {
        long bearers = each.explanation().accounts().stream().filter(ServerCheck::stands).count();
        if (bearers > 1) {
          synchronized (this) {
            say(
                "'%s' is borne by %d processes at '%s'; give each a name of its own"
                    .formatted(name, bearers, each.endpoint()));
          }
        }
      }
    } catch (DiscoveryException noAnswer) {
      // It can't be told.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void thread(Runnable work) {
    Thread thread = LibraryThreads.daemon("rollcall-name-check", work);
    thread.start();
  }

  private synchronized void sayIfAlone() {
    if (last.phase() == Phase.JOINING) {
      say(
          "no server has answered '%s' at '%s' in %d s; it tries on"
              .formatted(name, urlServer, PATIENCE_SECONDS));
    }
  }

  private void say(String what) {
    err.println("rollcall: " + Table.clean(what));
    err.flush();
  }
}
