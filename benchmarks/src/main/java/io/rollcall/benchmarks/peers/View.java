package io.rollcall.benchmarks.peers;

/** Told of what one member sees, on the thread that reads it. Thread-safe. */
interface View {
  /** That so many are present, itself included. */
  void present(int members);

  /** That so many have left. */
  void left(int members);
}
