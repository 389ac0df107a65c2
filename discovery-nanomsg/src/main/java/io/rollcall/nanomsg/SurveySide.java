package io.rollcall.nanomsg;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.nanomsg.sp.Pipe;
import io.rollcall.nanomsg.sp.Surveyor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's surveyor between its pipes and the server: a round of the server is a survey, and
 * an answer is a member's. What it is told by the server it does on the engine's thread, where all
 * else happens too.
 */
final class SurveySide implements Surveyor.Events, Respondents {
  private static final Logger log = LoggerFactory.getLogger(SurveySide.class);

  /** As many as a surveyor still takes answers to. */
  private static final int MOST_ROUNDS = 64;

  final AtomicInteger respondents = new AtomicInteger();
  final AtomicLong answers = new AtomicLong();
  final AtomicLong namesRefused = new AtomicLong();
  private final Engine engine;
  private final RareLog rare = new RareLog(log);

  /** Those who are connected and of whom nothing bad was said. */
  private final Set<Long> blameless = new HashSet<>();

  private final Map<Integer, Long> roundOfSurvey =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
          return size() > MOST_ROUNDS;
        }
      };
  private @Nullable Surveyor surveyor;
  private @Nullable Responses responses;

  SurveySide(Engine engine) {
    this.engine = engine;
  }

  /** The surveyor is there: begins, before anybody is asked. For the engine's thread. */
  Responses start(Surveyor surveyor, Server server) {
    this.surveyor = surveyor;
    Responses begun = Bridge.survey(server, this);
    this.responses = begun;
    return begun;
  }

  @Override
  public void ask(long round) {
    engine.execute(
        () -> {
          if (surveyor != null) {
            roundOfSurvey.put(surveyor.ask(), round);
          }
        });
  }

  @Override
  public void whenRead(Runnable then) {
    engine.whenRead(then);
  }

  @Override
  public void refused(long respondent, Refusal why) {
    engine.execute(
        () -> {
          namesRefused.incrementAndGet();
          complain(respondent, "respondent " + respondent + " is not taken in: " + why.detail());
        });
  }

  /** Is asked at once: nobody shall have to wait for the next round to be seen. */
  @Override
  public void connected(Pipe pipe) {
    respondents.incrementAndGet();
    blameless.add(pipe.number());
    if (surveyor != null) {
      surveyor.ask(pipe);
    }
  }

  @Override
  public void answered(Pipe pipe, int survey, byte[] name) {
    answers.incrementAndGet();
    Long round = roundOfSurvey.get(survey);
    if (responses == null || round == null) {
      return;
    }
    try {
      Member self = Names.member(name).withAttribute(NanomsgGateway.VIA, NanomsgGateway.NANOMSG);
      responses.heard(pipe.number(), pipe.address(), self, round);
    } catch (IllegalArgumentException noName) {
      namesRefused.incrementAndGet();
      complain(pipe.number(), pipe + " answers with no name: " + noName.getMessage());
    }
  }

  /** Once for each peer, which answers with the same at each survey. */
  private void complain(long respondent, String what) {
    if (blameless.remove(respondent)) {
      rare.warn(what, engine.now());
    }
  }

  @Override
  public void lost(Pipe pipe, String why) {
    respondents.decrementAndGet();
    blameless.remove(pipe.number());
    if (responses != null) {
      responses.lost(pipe.number());
    }
  }

  /** It is counted and logged already. */
  @Override
  public void dropped(String what) {}
}
