package io.rollcall.nanomsg.sp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what a socket of any protocol tells, for any thread to read. */
class Log implements Surveyor.Events, Respondent.Events, Pub.Events, Sub.Events {
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<Pipe> pipes = new CopyOnWriteArrayList<>();
  final List<String> dropped = new CopyOnWriteArrayList<>();
  final List<Question> questions = new CopyOnWriteArrayList<>();
  final List<Integer> answered = new CopyOnWriteArrayList<>();

  @Override
  public void connected(Pipe pipe) {
    pipes.add(pipe);
  }

  @Override
  public void answered(Pipe pipe, int survey, byte[] body) {
    answered.add(survey);
    events.add(text(body));
  }

  @Override
  public void asked(Question question) {
    questions.add(question);
    events.add(text(question.body()));
  }

  @Override
  public void received(Pipe pipe, byte[] body) {
    events.add(text(body));
  }

  @Override
  public void lagging(Pipe pipe) {
    events.add("lagging");
  }

  @Override
  public void lost(Pipe pipe, String why) {
    events.add("lost: " + why);
  }

  @Override
  public void dropped(String what) {
    dropped.add(what);
  }

  static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
