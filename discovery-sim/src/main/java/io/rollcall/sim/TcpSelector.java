package io.rollcall.sim;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Selects among simulated sockets. It never waits: it notes how long it would have, for whoever
 * calls the engine.
 */
final class TcpSelector extends AbstractSelector {
  private final Runnable wake;
  private final Set<SelectionKey> keys = new LinkedHashSet<>();

  /** Those that may be ready. */
  private final Set<TcpKey> changed = new LinkedHashSet<>();

  private boolean woken;
  private long waits;

  /**
   * A selector.
   *
   * @param wake runs whenever one that waits would return
   */
  TcpSelector(TcpSockets sockets, Runnable wake) {
    super(sockets);
    this.wake = wake;
  }

  /** How long the last selection would have waited, in milliseconds. */
  long waits() {
    return waits;
  }

  void changed(TcpKey key) {
    changed.add(key);
    wake.run();
  }

  @Override
  public Selector wakeup() {
    woken = true;
    wake.run();
    return this;
  }

  @Override
  public int select(Consumer<SelectionKey> action) {
    return select(action, Long.MAX_VALUE);
  }

  @Override
  public int selectNow(Consumer<SelectionKey> action) {
    return deliver(action, 0);
  }

  @Override
  public int select(Consumer<SelectionKey> action, long millis) {
    return deliver(action, millis);
  }

  private int deliver(Consumer<SelectionKey> action, long millis) {
    for (SelectionKey each : Set.copyOf(cancelledKeys())) {
      cancelledKeys().remove(each);
      keys.remove(each);
      deregister((TcpKey) each);
    }
    int selected = 0;
    for (Iterator<TcpKey> each = changed.iterator(); each.hasNext(); ) {
      TcpKey key = each.next();
      if (key.poll()) {
        action.accept(key);
        selected++;
      } else {
        each.remove();
      }
    }
    waits = selected > 0 || woken ? 0 : millis;
    woken = false;
    return selected;
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object with) {
    TcpKey.Pollable pollable = (TcpKey.Pollable) channel;
    TcpKey key = new TcpKey(this, channel, pollable);
    keys.add(key);
    key.attach(with);
    key.interestOps(operations);
    pollable.registered(key);
    return key;
  }

  @Override
  public Set<SelectionKey> keys() {
    return Collections.unmodifiableSet(keys);
  }

  @Override
  protected void implCloseSelector() {
    keys.forEach(each -> deregister((TcpKey) each));
    keys.clear();
  }

  /** The engine takes what is selected by an action. */
  @Override
  public Set<SelectionKey> selectedKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select(long millis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int selectNow() {
    throw new UnsupportedOperationException();
  }
}
