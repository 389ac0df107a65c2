package io.rollcall.mesh;

/**
 * Answers the calls of one command, as {@link Handler} does, with payloads that a codec reads and
 * writes.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
@FunctionalInterface
public interface TypedHandler<Q, A> {
  /**
   * Answers a call.
   *
   * @throws Exception if there is no answer
   */
  A handle(Call call, Q asked) throws Exception;
}
