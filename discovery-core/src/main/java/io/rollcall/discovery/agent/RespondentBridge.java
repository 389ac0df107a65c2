package io.rollcall.discovery.agent;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The bridged that one bridge of another protocol has brought. Its fields are for the loop. */
final class RespondentBridge implements Responses {
  final Respondents respondents;
  final Map<Long, BridgedRespondent> byNumber = new HashMap<>();
  private final BridgedRespondents all;
  private final Consumer<LongConsumer> loop;

  /** One whose words are run in this loop. */
  RespondentBridge(BridgedRespondents all, Respondents respondents, Consumer<LongConsumer> loop) {
    this.all = all;
    this.respondents = respondents;
    this.loop = loop;
  }

  /** Calls back in the loop once everything that had arrived has been told. */
  void whenRead(Runnable then) {
    respondents.whenRead(() -> loop.accept(now -> then.run()));
  }

  @Override
  public void heard(long respondent, String address, Member self, long round) {
    loop.accept(now -> all.heard(this, respondent, address, self, round, now));
  }

  @Override
  public void lost(long respondent) {
    loop.accept(now -> all.lost(this, respondent, now));
  }

  @Override
  public void close() {
    loop.accept(now -> all.leave(this, now));
  }
}
