package io.rollcall.cli;

import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.thread.LibraryThreads;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks servers whether several live processes bear a name, whenever it is told to and from time to
 * time: the servers alone know of all, and tell none of them by themselves. Each server's answer is
 * told once, and again after it was in order. Thread-safe.
 */
final class NameCheck implements AutoCloseable {
  /** Each question is a connection, and with keys a handshake, at each server. */
  static final Duration PERIOD = Duration.ofMinutes(5);

  /** Asks the servers how many bear the name. */
  @FunctionalInterface
  interface Question {
    Explanations ask() throws InterruptedException;
  }

  private final String name;
  private final Question question;
  private final Duration period;
  private final Consumer<String> teller;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread = LibraryThreads.daemon("rollcall-name-check", this::run);

  /** The endpoints that were told of. Only for the thread. */
  private final Set<String> told = new HashSet<>();

  NameCheck(String name, Question question, Duration period, Consumer<String> teller) {
    this.name = name;
    this.question = question;
    this.period = period;
    this.teller = teller;
  }

  /** From now on, until it is closed. */
  void start() {
    thread.start();
  }

  /** A question that is under way ends without an answer. */
  @Override
  public void close() {
    thread.interrupt();
  }

  /** Asks now. */
  void look() {
    wanted.release();
  }

  private void run() {
    try {
      while (true) {
        if (wanted.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
          wanted.drainPermits();
        }
        ask();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    try {
      for (Explanations.Answer each : question.ask().answers()) {
        long bearers = each.explanation().accounts().stream().filter(ServerCheck::stands).count();
        if (bearers < 2) {
          told.remove(each.endpoint());
        } else if (told.add(each.endpoint())) {
          teller.accept(
              "'%s' is borne by %d processes at '%s'; give each a name of its own"
                  .formatted(name, bearers, each.endpoint()));
        }
      }
    } catch (RuntimeException noAnswer) {
      // It can't be told this time. The servers may be away, or our sockets may have failed.
    }
  }
}
