package io.rollcall.nanomsg.sp;

import java.nio.ByteBuffer;

/** One message, encoded once for all pipes that get it. */
final class Frame {
  static final byte IPC_MESSAGE = 1;

  private final ByteBuffer ipc;
  private final ByteBuffer tcp;

  /** A message whose payload is the header and the body, one after the other. */
  Frame(byte[] header, byte[] body) {
    int length = header.length + body.length;
    ipc = ByteBuffer.allocate(1 + Long.BYTES + length);
    ipc.put(IPC_MESSAGE).putLong(length).put(header).put(body).flip();
    tcp = ipc.duplicate().position(1);
  }

  /** As it goes over the wire; shared, so write a duplicate. */
  ByteBuffer on(boolean overIpc) {
    return overIpc ? ipc : tcp;
  }
}
