package io.rollcall.discovery.http;

import io.rollcall.discovery.net.Connection;
import java.nio.ByteBuffer;

/** A connection as it is. */
record PlainPipe(Connection connection) implements Pipe {
  @Override
  public void write(ByteBuffer octets) {
    if (!connection.write(octets)) {
      connection.close("too much waits to be written");
    }
  }

  @Override
  public int queued() {
    return connection.queued();
  }

  @Override
  public void finish(String why) {
    connection.finish(LONGEST, why);
  }

  @Override
  public void close(String why) {
    connection.close(why);
  }

  @Override
  public String address() {
    return connection.address();
  }
}
