package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Engine;

/**
 * The end that answers, surveyors of both generations. Making and closing one is for any thread;
 * the rest is for the engine's.
 */
public final class Respondent extends SpSocket {
  /** What happens to a respondent, told on the engine's thread. */
  public interface Events extends PipeEvents {
    /** A surveyor asks. */
    void asked(Question question);
  }

  private final Events events;
  private final Pipes pipes;

  private Respondent(Engine engine, SpOptions options, Events events) {
    this.events = events;
    this.pipes = new Pipes(engine, Protocol.RESPONDENT, options, events, this::received);
  }

  /**
   * One that listens. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   * @throws DiscoveryException if one can't be bound; the message holds it and why
   */
  public static Respondent bind(Engine engine, String endpoints, SpOptions options, Events events) {
    Respondent respondent = new Respondent(engine, options, events);
    respondent.pipes.bind(endpoints);
    return respondent;
  }

  /**
   * One that dials, and dials again. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   */
  public static Respondent connect(
      Engine engine, String endpoints, SpOptions options, Events events) {
    Respondent respondent = new Respondent(engine, options, events);
    respondent.pipes.connect(endpoints);
    return respondent;
  }

  /** Answers; nothing if the surveyor is gone, and dropped if its queue is full. */
  public void answer(Question question, byte[] body) {
    Pipe pipe = question.pipe();
    if (!pipe.send(new Frame(question.header(), body))) {
      pipes.drop(pipe, "an answer of " + body.length + " octets finds its queue full");
    }
  }

  @Override
  Pipes pipes() {
    return pipes;
  }

  private void received(Pipe pipe, byte[] payload) {
    Header header = Header.of(payload, pipe.generation());
    if (header == null) {
      pipes.misplaced(
          pipe,
          "a survey of "
              + payload.length
              + " octets has no id, or more than "
              + Header.MOST_HOPS
              + " hops");
    } else {
      events.asked(new Question(pipe, header.octets(), header.body()));
    }
  }
}
