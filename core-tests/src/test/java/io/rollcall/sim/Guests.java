package io.rollcall.sim;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Respondents of another protocol, which lose their connections and fall silent by themselves. */
final class Guests implements Respondents {
  static final int MOST = 3;
  private static final long MILLI = Bounds.MILLI;

  /** One of them, over all of its connections. */
  static final class Guest {
    final String name;
    private long number;
    private boolean connected = true;
    private boolean silent;
    private long since;

    Guest(String name) {
      this.name = name;
    }

    /** Whether it has been there, and has answered, for so long. */
    boolean isPresentFor(long nanos, long now) {
      return connected && !silent && now - since > nanos;
    }

    /** Whether it has not been there for so long. */
    boolean isAwayFor(long nanos, long now) {
      return !(connected && !silent) && now - since > nanos;
    }
  }

  private final World world;
  private final SimNetwork network;
  private final Host server;

  /** Where they are: what cuts the server off cuts them off, too. */
  private final Host far;

  private final Responses responses;
  private final List<Guest> guests = new ArrayList<>();
  private long numbers;
  private boolean calm;

  /** Those that a server's agent surveys; {@code loop} runs a command where the agent is. */
  Guests(SimNetwork network, Host server, ServerAgent agent, Consumer<LongConsumer> loop) {
    this.world = network.world();
    this.network = network;
    this.server = server;
    this.far = network.host("guests of " + server);
    this.responses = agent.survey(this, loop);
    int many = 1 + world.random().nextInt(MOST);
    for (int i = 1; i <= many; i++) {
      Guest guest = new Guest("guest%d of %s".formatted(i, server));
      guests.add(guest);
      connect(guest);
      live(guest);
    }
  }

  List<Guest> all() {
    return guests;
  }

  private void connect(Guest guest) {
    guest.number = ++numbers;
    guest.connected = true;
    guest.silent = false;
    guest.since = world.now();
  }

  private void live(Guest guest) {
    world.after(
        world.between(500 * MILLI, 10_000 * MILLI),
        () -> {
          if (!calm) {
            disturb(guest);
            live(guest);
          }
        });
  }

  private void disturb(Guest guest) {
    if (!guest.connected) {
      connect(guest);
    } else if (world.chance(0.5)) {
      guest.connected = false;
      guest.since = world.now();
      responses.lost(guest.number);
    } else {
      guest.silent = !guest.silent;
      guest.since = world.now();
    }
  }

  /** From now on all are there, and stay. */
  void calm() {
    calm = true;
    for (Guest guest : guests) {
      if (!guest.connected) {
        connect(guest);
      } else if (guest.silent) {
        guest.silent = false;
        guest.since = world.now();
      }
    }
  }

  @Override
  public void ask(long round) {
    for (Guest guest : guests) {
      if (guest.connected && !guest.silent) {
        long number = guest.number;
        world.after(world.between(0, 5 * MILLI), () -> answer(guest, number, round));
      }
    }
  }

  private void answer(Guest guest, long number, long round) {
    if (guest.connected && guest.number == number && !network.isCut(far, server)) {
      responses.heard(number, "", Member.named(guest.name), round);
    }
  }

  @Override
  public void refused(long respondent, Refusal why) {}

  @Override
  public void whenRead(Runnable then) {
    world.after(0, then);
  }
}
