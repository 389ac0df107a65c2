package io.rollcall.discovery.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire that notes what happens, for any thread to read. */
class Recorder implements Wire {
  final List<String> events = new CopyOnWriteArrayList<>();
  volatile Connection connection;

  @Override
  public void opened(Connection opened) {
    connection = opened;
    events.add("opened");
  }

  @Override
  public void received(ByteBuffer bytes) throws WireException {
    events.add(StandardCharsets.UTF_8.decode(bytes).toString());
  }

  @Override
  public void closed(String why) {
    events.add("closed: " + why);
  }
}
