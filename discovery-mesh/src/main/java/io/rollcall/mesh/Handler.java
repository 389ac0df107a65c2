package io.rollcall.mesh;

/** Answers the calls of one command, on a thread of {@link MeshOptions#handlers}. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers a call. What a message's handler returns is dropped. The thread is interrupted when
   * nobody waits for the answer any more. A request that the handler makes itself waits no longer
   * than the call's own sender does.
   *
   * @throws Exception if there is no answer; its message reaches the sender, with {@link
   *     FailureCause#HANDLER_FAILED}
   */
  byte[] handle(Call call) throws Exception;
}
