package io.rollcall.discovery.survey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread writes and any may read. A write costs no more than that of a plain
 * field; a reader sees it a little later.
 */
public final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private volatile long value;

  /** Begins with 0. */
  public Counter() {}

  /** Begins where another one stands now. */
  public Counter(Counter former) {
    value = former.value;
  }

  /** One more. Only for the thread that writes. */
  public void increment() {
    add(1);
  }

  /** So many more. Only for the thread that writes. */
  public void add(long more) {
    set((long) VALUE.get(this) + more);
  }

  /** The number is this one now. Only for the thread that writes. */
  public void set(long now) {
    VALUE.setRelease(this, now);
  }

  /** The number. */
  public long value() {
    return value;
  }
}
