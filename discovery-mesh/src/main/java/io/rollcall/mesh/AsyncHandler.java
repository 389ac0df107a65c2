package io.rollcall.mesh;

import java.util.concurrent.CompletionStage;

/** Answers the calls of one command without holding a thread until the answer is there. */
@FunctionalInterface
public interface AsyncHandler {
  /**
   * Begins to answer a call. A stage that is a future is cancelled when nobody waits for it any
   * more.
   *
   * @throws Exception if there is no answer; a stage that fails says the same
   */
  CompletionStage<byte[]> handle(Call call) throws Exception;
}
