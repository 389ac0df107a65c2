package io.rollcall.sim;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A simulated socket's registration with its selector. */
final class TcpKey extends AbstractSelectionKey {
  /** A socket that can be registered. */
  interface Pollable {
    /** What it is ready for. */
    int readiness();

    /** Its key is to be told, by {@link #changed}, whenever it may be ready for more. */
    void registered(TcpKey key);
  }

  private final TcpSelector selector;
  private final SelectableChannel channel;
  private final Pollable pollable;
  private int interest;
  private int ready;

  TcpKey(TcpSelector selector, SelectableChannel channel, Pollable pollable) {
    this.selector = selector;
    this.channel = channel;
    this.pollable = pollable;
  }

  /** The socket may be ready for more. */
  void changed() {
    selector.changed(this);
  }

  /** Looks what it is ready for; returns whether that is anything of interest. */
  boolean poll() {
    ready = isValid() ? pollable.readiness() & interest : 0;
    return ready != 0;
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public Selector selector() {
    return selector;
  }

  @Override
  public int interestOps() {
    requireValid();
    return interest;
  }

  @Override
  public SelectionKey interestOps(int operations) {
    requireValid();
    interest = operations;
    changed();
    return this;
  }

  @Override
  public int readyOps() {
    requireValid();
    return ready;
  }

  private void requireValid() {
    if (!isValid()) {
      throw new CancelledKeyException();
    }
  }
}
