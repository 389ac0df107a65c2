package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.nanomsg.Rounds.Round;
import io.rollcall.processes.Orders;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The peers of one hub. For the thread of its {@link PeerLoop}. */
final class Crowd {
  final String name;
  final Dialect dialect;
  final InetSocketAddress address;
  final List<Peer> peers = new ArrayList<>();
  private final Rounds rounds;
  private final int many;
  private int in;

  /** So many peers that will connect to this address; {@code quiet} is for {@link Rounds}. */
  Crowd(String name, Dialect dialect, InetSocketAddress address, int many, long quiet) {
    this.name = name;
    this.dialect = dialect;
    this.address = address;
    this.many = many;
    this.rounds = new Rounds(many, quiet);
  }

  /** One more has shaken hands. */
  void in() {
    if (++in == many) {
      Orders.say("in", name);
    }
  }

  void begins() {
    rounds.begins(System.nanoTime());
  }

  void ends() {
    Round round = rounds.ends(System.nanoTime());
    if (round != null) {
      Orders.say("round", name, round.first(), round.last());
    }
  }
}
