package io.rollcall.testkit;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.sim.SimStation;
import io.rollcall.testkit.Stage.RunningClient;

/**
 * A client in a {@link SimulatedCluster}: one start of a member that joins every server. Not
 * thread-safe.
 */
public final class SimulatedClient extends SimulatedNode {
  private final Incarnation incarnation;
  private final HostedClient hosted;
  private final RunningClient running;
  private Member self;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);

  SimulatedClient(Stage stage, Member self) {
    super(stage, self.name());
    this.incarnation = stage.time().incarnation();
    this.self = self.withIncarnation(incarnation);
    this.hosted =
        new HostedClient(
            "client " + self.name(),
            incarnation,
            stage.options().cluster(),
            self,
            now -> state = now);
    this.running = stage.client(host(), hosted);
  }

  /** What the client says of itself, with its incarnation. */
  public Member self() {
    return self;
  }

  /**
   * Says something else of itself from now on; nothing happens once it is gone.
   *
   * @throws IllegalArgumentException if the name is another
   */
  public void update(Member updated) {
    if (!updated.name().equals(name())) {
      throw new IllegalArgumentException(
          "name '%s' is not '%s', which this client has".formatted(updated.name(), name()));
    }
    self = updated.withIncarnation(incarnation);
    Member toSend = self;
    running.station().execute(now -> running.agent().update(hosted, toSend, now));
  }

  /** How it stands with its servers. */
  public ClientState state() {
    return state;
  }

  @Override
  SimStation station() {
    return running.station();
  }

  @Override
  public String toString() {
    return "client %s %s %s".formatted(self, condition(), state);
  }
}
