package io.rollcall.mesh;

/** Answers the calls of one command with streams, on a thread of {@link MeshOptions#handlers}. */
@FunctionalInterface
public interface StreamHandler {
  /**
   * Begins to answer a call. The stream goes on after this has returned, until the sink is told
   * that it is complete, or that it fails. The thread is interrupted when nobody reads the stream
   * any more.
   *
   * @throws Exception if the stream fails; its message reaches the reader, with {@link
   *     FailureCause#HANDLER_FAILED}
   */
  void handle(Call call, ReplySink sink) throws Exception;
}
