package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Changes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(Runnable::run));
  private final StringWriter out = new StringWriter();
  private final EventLines lines = new EventLines(new PlainEvents(), new PrintWriter(out));

  @Test
  void shouldPrintAStateAfterTheMembersOfWhichItIsSaid() {
    CompletableFuture<Void> printed = CompletableFuture.runAsync(this::print);
    await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(() -> signs().contains("* SYNCING"));

    MembershipChange first =
        Changes.joiningAll(Roster.of(List.of(Member.named("a"), Member.named("b")), 1));
    // Nothing else is printed meanwhile.
    synchronized (lines) {
      membership.publish(first);
      membership.publish(State.LIVE);
      membership.publish(
          Changes.from(first.roster(), List.of(Member.named("c")), Map.of("a", Cause.SILENT)));
      membership.publish(State.STALE);
    }
    membership.end();
    printed.join();

    assertThat(signs())
        .containsExactly("* SYNCING", "= a", "= b", "* LIVE", "- a SILENT", "+ c", "* STALE");
  }

  private void print() {
    try {
      lines.print(membership);
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  /** The lines without their time. */
  private List<String> signs() {
    return out.toString().lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }
}
