package io.rollcall.discovery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stages that readers of feeds complete. */
final class Stages {
  private Stages() {}

  /**
   * This future, which ends the reading when it completes in whatever way: the caller may cancel
   * it, or give it a timeout.
   */
  static <T> CompletionStage<T> closing(CompletableFuture<T> future, FeedSubscription reading) {
    CompletableFuture<T> unused = future.whenComplete((value, failed) -> reading.close());
    return future;
  }
}
