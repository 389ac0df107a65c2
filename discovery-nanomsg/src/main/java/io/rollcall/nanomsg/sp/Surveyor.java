package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Engine;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The end that asks. Serves respondents of both generations on one port. Making and closing one is
 * for any thread; the rest is for the engine's.
 */
public final class Surveyor extends SpSocket {
  /** What happens to a surveyor, told on the engine's thread. */
  public interface Events extends PipeEvents {
    /** A respondent has answered one of the last 64 surveys; once each. */
    void answered(Pipe pipe, int survey, byte[] body);
  }

  private static final byte[] NOTHING = {};

  private final Surveys surveys = new Surveys(RandomGenerator.getDefault().nextInt());
  private final Events events;
  private final Pipes pipes;

  private Surveyor(Engine engine, SpOptions options, Events events) {
    this.events = events;
    this.pipes = new Pipes(engine, Protocol.SURVEYOR, options, events, this::received);
  }

  /**
   * One that listens. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   * @throws DiscoveryException if one can't be bound; the message holds it and why
   */
  public static Surveyor bind(Engine engine, String endpoints, SpOptions options, Events events) {
    Surveyor surveyor = new Surveyor(engine, options, events);
    surveyor.pipes.bind(endpoints);
    return surveyor;
  }

  /**
   * One that dials, and dials again. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   */
  public static Surveyor connect(
      Engine engine, String endpoints, SpOptions options, Events events) {
    Surveyor surveyor = new Surveyor(engine, options, events);
    surveyor.pipes.connect(endpoints);
    return surveyor;
  }

  /** Asks all respondents; the id of this survey, of 31 bits. */
  public int ask() {
    int id = surveys.next();
    Map<Generation, Frame> frames = new EnumMap<>(Generation.class);
    for (Pipe pipe : pipes.all()) {
      ask(pipe, id, frames.computeIfAbsent(pipe.generation(), each -> survey(id, each)));
    }
    return id;
  }

  /**
   * Asks one the newest survey, if there was any: one that has just come.
   *
   * @return false if its queue was full; then it isn't asked
   */
  public boolean ask(Pipe one) {
    if (surveys.isEmpty()) {
      return true;
    }
    int id = surveys.newest();
    return ask(one, id, survey(id, one.generation()));
  }

  @Override
  Pipes pipes() {
    return pipes;
  }

  private boolean ask(Pipe pipe, int id, Frame frame) {
    if (!pipe.send(frame)) {
      pipes.drop(pipe, "survey " + id + " finds its queue full");
      return false;
    }
    pipe.asked.mark(id);
    return true;
  }

  private static Frame survey(int id, Generation generation) {
    return new Frame(Header.of(id, generation), NOTHING);
  }

  private void received(Pipe pipe, byte[] payload) {
    Header header = Header.of(payload, pipe.generation());
    if (header == null || header.hasHops()) {
      pipes.misplaced(pipe, "an answer of " + payload.length + " octets has no survey id in front");
    } else if (!surveys.remembers(header.id()) && pipe.asked.answerLate()) {
      // A process that was stopped answers all that piled up meanwhile.
      pipes.drop(pipe, "survey " + header.id() + ", which it answers, is long over");
    } else if (!surveys.remembers(header.id()) || !pipe.asked.answer(header.id())) {
      pipes.misplaced(
          pipe, "survey " + header.id() + ", which it answers, waits for no answer of it");
    } else {
      events.answered(pipe, header.id(), header.body());
    }
  }
}
