package io.rollcall.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Bare channels over the same hops: no library can be quicker than this. */
final class NioPeer implements Discovery {

  @Override
  public Addresses hub() throws IOException {
    return new NioHub().start();
  }

  @Override
  public void observe(String address, Sightings sightings) throws IOException {
    NioFrames frames = new NioFrames(connect(address));
    Discovery.start("nio observer", () -> read(frames, sightings));
  }

  @Override
  public Members members(String address) {
    return name -> {
      SocketChannel channel = connect(address);
      NioFrames frames = new NioFrames(channel);
      frames.write(NioFrames.JOIN, name);
      return new Connected(channel, frames, name);
    };
  }

  @Override
  public void enter(Addresses hub) throws IOException {
    NioFrames frames = new NioFrames(connect(hub.ofMembers()));
    frames.write(NioFrames.ECHO, "fresh");
    frames.read((kind, name) -> {});
  }

  private static SocketChannel connect(String port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(loopback, Integer.parseInt(port)));
    return channel;
  }

  private static void read(NioFrames frames, Sightings sightings) {
    try {
      while (frames.read((kind, name) -> sightings.seen(what(kind), name))) {
        // On to the next.
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String what(char kind) {
    return switch (kind) {
      case NioFrames.JOIN -> Sightings.JOINED;
      case NioFrames.GOODBYE -> Sightings.GOODBYE;
      default -> Sightings.LOST;
    };
  }

  private record Connected(SocketChannel channel, NioFrames frames, String name) implements Stay {
    @Override
    public void leave() throws IOException {
      frames.write(NioFrames.GOODBYE, name);
    }

    @Override
    public void discard() throws IOException {
      channel.close();
    }
  }
}
