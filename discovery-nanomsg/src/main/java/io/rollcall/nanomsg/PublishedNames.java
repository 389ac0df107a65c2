package io.rollcall.nanomsg;

import io.rollcall.discovery.State;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's names, one list at a time and the newest only, from when it first knew who is
 * absent. Each list is taken when the one before has been dealt with. Thread-safe.
 */
final class PublishedNames implements Flow.Subscriber<List<String>> {
  private final Supplier<List<String>> now;
  private final Consumer<List<String>> reader;
  private final Runnable end;
  private Flow.@Nullable Subscription subscription;
  private @Nullable List<String> published;
  private boolean known;
  private boolean live;

  /**
   * Reads what the server lists now, whenever something has changed: what a feed delivers may be
   * behind a state of the server that another feed has delivered.
   *
   * @param end is run when the server is closed
   */
  PublishedNames(Supplier<List<String>> now, Consumer<List<String>> reader, Runnable end) {
    this.now = now;
    this.reader = reader;
    this.end = end;
  }

  /** What a server lists while it settles is not all: it would look as if the others had left. */
  synchronized void state(State state) {
    if (state == State.LIVE && !live) {
      live = true;
      if (known) {
        publish();
      }
    }
  }

  /** The last list has been dealt with. */
  synchronized void more() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  synchronized void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public synchronized void onNext(List<String> names) {
    known = true;
    if (live) {
      publish();
    } else {
      more();
    }
  }

  private void publish() {
    List<String> names = now.get();
    if (names.equals(published)) {
      more();
    } else {
      published = names;
      reader.accept(names);
    }
  }

  @Override
  public void onError(Throwable never) {
    end.run();
  }

  @Override
  public void onComplete() {
    end.run();
  }
}
