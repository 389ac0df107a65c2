package io.rollcall.mesh;

/**
 * Where a handler puts the items of a stream, as many as the reader asks for. Thread-safe; items
 * that several threads put at a time have no order.
 */
public interface ReplySink {
  /**
   * Puts an item if the reader has asked for one. The item must not be altered afterwards.
   *
   * @return false if the reader has asked for no more for now, or the stream is over: nothing was
   *     taken
   * @throws IllegalArgumentException if the item is longer than {@link MeshOptions#mostOctets}
   */
  boolean offer(byte[] item);

  /**
   * Waits until the reader asks for an item, and puts it.
   *
   * @throws InterruptedException if the thread is interrupted, as a handler's is when the stream is
   *     over
   * @throws IllegalStateException if the stream is over
   * @throws IllegalArgumentException if the item is longer than {@link MeshOptions#mostOctets}
   */
  void emit(byte[] item) throws InterruptedException;

  /**
   * Runs a task, on {@link MeshOptions#handlers}, whenever the reader asks for items, and soon if
   * it has asked already. It never runs twice at a time. For handlers that hold no thread while
   * they wait. A later task takes the place of this one.
   */
  void onDemand(Runnable task);

  /** There are no more items. Nothing happens where the stream is over. */
  void complete();

  /** The stream fails, with this message. Nothing happens where the stream is over. */
  void fail(Throwable failure);

  /** Whether the stream is over: complete, failed, cancelled, past its deadline, or cut off. */
  boolean isOver();
}
