package io.rollcall.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.sp.Cat;
import io.rollcall.nanomsg.sp.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote and clients of Rollcall in one roster. */
@Timeout(180)
class MixedRosterTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final int PROGRAMS = 20;
  private static final int CLIENTS = 10;

  @TempDir Path folder;

  private final List<Program> programs = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final TreeSet<String> present = new TreeSet<>();

  /** Half of each are killed. */
  @Test
  void shouldShowEverybodyTheSame() throws Exception {
    Cat.NANOCAT.require();
    try (Server server = Server.start(ANY, ANY, Pace.BRISK);
        NanomsgGateway gateway = NanomsgGateway.start(server, ANY, ANY);
        Program listener = listener(gateway);
        NanomsgSubscriber nanomsg = NanomsgSubscriber.start(gateway.urlPubSub());
        ClientWithSub seeing =
            ClientWithSub.start(server.urlServer(), server.urlPubSub(), "seeing")) {
      try {
        present.add(seeing.self().name());
        startAll(server, gateway);
        awaitViews(List.of(server, seeing, nanomsg), listener);
        for (int i = 0; i < PROGRAMS / 2; i++) {
          programs.get(i).close();
          present.remove("nanocat" + i);
        }
        for (int i = 0; i < CLIENTS / 2; i++) {
          clients.get(i).close();
          present.remove("client" + i);
        }
        awaitViews(List.of(server, seeing, nanomsg), listener);
        assertThat(server.roster().ofType("").members())
            .filteredOn(member -> member.name().startsWith("nanocat"))
            .extracting(Member::attributes)
            .allSatisfy(attributes -> assertThat(attributes).containsEntry("via", "nanomsg"));
      } finally {
        for (Program program : programs) {
          program.close();
        }
        clients.forEach(Client::close);
      }
    }
  }

  private Program listener(NanomsgGateway gateway) throws Exception {
    return Program.start(Cat.NANOCAT.receiving("--sub", false, gateway.urlPubSub()), folder);
  }

  private void startAll(Server server, NanomsgGateway gateway) throws Exception {
    for (int i = 0; i < PROGRAMS; i++) {
      String name = "nanocat" + i;
      programs.add(Program.start(Cat.NANOCAT.answering(false, gateway.urlSurvey(), name), folder));
      present.add(name);
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Client.start(server.urlServer(), "client" + i));
      present.add("client" + i);
    }
  }

  private void awaitViews(List<? extends Membership> views, Program listener) {
    List<String> names = List.copyOf(present);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              for (Membership view : views) {
                assertThat(view.roster().names()).isEqualTo(names);
              }
              List<String> lines = listener.lines();
              assertThat(lines).isNotEmpty();
              assertThat(lines.get(lines.size() - 1))
                  .isEqualTo('"' + String.join("|", names) + '"');
            });
  }
}
