package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is wanted, what is there, and what HAProxy is told. */
class PlanTest {
  private static final int ID = ids().take("s");
  private static final ServerState READY = there(Mode.READY);
  private static final ServerState DRAIN = there(Mode.DRAIN);
  private static final ServerState MAINT = there(Mode.MAINT);

  private final Plan plan = new Plan("b", "maxconn 9");

  @Test
  void shouldAddWhatIsMissing() {
    assertThat(told(wanted(Mode.READY, 1)))
        .containsExactly("add server b/s 10.0.0.1:80 maxconn 9 weight 1 id " + ID);
    assertThat(told(desired(new WantedServer(Optional.empty(), 1, Mode.READY)))).isEmpty();
  }

  @Test
  void shouldSayNothingWhenAllIsAsItShouldBe() {
    assertThat(told(wanted(Mode.READY, 1), READY)).isEmpty();
    assertThat(told(wanted(Mode.DRAIN, 1), DRAIN)).isEmpty();
    assertThat(told(live(), new ServerState[0])).isEmpty();
  }

  @Test
  void shouldAlterWhatIsDifferent() {
    assertThat(told(wanted(Mode.READY, 1), MAINT)).containsExactly("set server b/s state ready");
    assertThat(told(wanted(Mode.DRAIN, 1), READY)).containsExactly("set server b/s state drain");
    assertThat(told(wanted(Mode.READY, 5), READY)).containsExactly("set server b/s weight 5");
    assertThat(
            told(
                wanted(Mode.READY, 1), new ServerState(1, ID, "s", "::1", 80, 1, Mode.READY, true)))
        .containsExactly("set server b/s addr 10.0.0.1 port 80", "enable health b/s");
    assertThat(
            told(wanted(Mode.READY, 1), new ServerState(1, ID, "s", "-", 80, 1, Mode.READY, false)))
        .containsExactly("set server b/s addr 10.0.0.1 port 80");
  }

  @Test
  void shouldLetAServerTakeRequestsOnlyWhenAllElseIsAsItShouldBe() {
    assertThat(
            told(wanted(Mode.READY, 5), new ServerState(1, ID, "s", "::1", 1, 1, Mode.MAINT, true)))
        .last()
        .isEqualTo("set server b/s state ready");
  }

  @Test
  void shouldKeepAServerWhereItIsWhileItsAddressIsUnknown() {
    DesiredState unknown = desired(new WantedServer(Optional.empty(), 1, Mode.DRAIN));

    assertThat(told(unknown, READY)).containsExactly("set server b/s state drain");
  }

  @Test
  void shouldRemoveWhatNobodyWants() {
    assertThat(told(live(), READY)).containsExactly("set server b/s state maint", "del server b/s");
    assertThat(told(live(), DRAIN)).containsExactly("set server b/s state maint", "del server b/s");
    assertThat(told(live(), MAINT)).containsExactly("del server b/s");
  }

  @Test
  void shouldCutOffWhatHasHadItsTime() {
    assertThat(flat(plan.commands(live(), List.of(MAINT), ids(), Set.of("s"))))
        .containsExactly("shutdown sessions server b/s", "del server b/s");
  }

  @Test
  void shouldDeleteNothingWhileAbsenceMeansNothing() {
    DesiredState nobody = new DesiredState(new TreeMap<>(), Set.of(), false);
    DesiredState goodbye = new DesiredState(new TreeMap<>(), Set.of("s"), false);

    assertThat(told(nobody, READY)).isEmpty();
    assertThat(told(goodbye, READY)).containsExactly("set server b/s state maint");
    assertThat(flat(plan.commands(goodbye, List.of(MAINT), ids(), Set.of("s")))).isEmpty();
  }

  private List<String> told(DesiredState desired, ServerState... ours) {
    return flat(plan.commands(desired, List.of(ours), ids(), Set.of()));
  }

  private static List<String> flat(List<List<Command>> plan) {
    return plan.stream().flatMap(List::stream).map(Command::text).toList();
  }

  private static DesiredState wanted(Mode mode, int weight) {
    ServerAddress address = new ServerAddress(Ip.literal("10.0.0.1").orElseThrow(), 80);
    return desired(new WantedServer(Optional.of(address), weight, mode));
  }

  private static DesiredState desired(WantedServer server) {
    SortedMap<String, WantedServer> wanted = new TreeMap<>();
    wanted.put("s", server);
    return new DesiredState(wanted, Set.of(), true);
  }

  private static DesiredState live() {
    return new DesiredState(new TreeMap<>(), Set.of(), true);
  }

  private static ServerIds ids() {
    return new ServerIds(List.of());
  }

  private static ServerState there(Mode mode) {
    return new ServerState(1, ID, "s", "10.0.0.1", 80, 1, mode, false);
  }
}
