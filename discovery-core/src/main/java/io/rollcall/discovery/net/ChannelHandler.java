package io.rollcall.discovery.net;

import java.nio.channels.SelectionKey;

/** What stands behind a key of the selector. */
interface ChannelHandler {
  /** Its channel is ready for something. Throws nothing. */
  void ready(SelectionKey key);

  /** The engine ends. */
  void shut();
}
