package io.rollcall.samples.nanomsg;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the processes, does things to them, and compares what each of them sees. */
public final class MixedRun {
  private static final Duration CURTAIN = Duration.ofSeconds(20);

  private final Children children = new Children();
  private final List<View> views = new ArrayList<>();

  /** Nothing runs yet. */
  public MixedRun() {}

  /** Whether everybody saw everything. */
  public boolean run() throws InterruptedException {
    if (!Nanocat.isInstalled()) {
      System.out.println("This sample needs the program nanocat on the PATH.");
      System.out.println("On Debian: apt-get install --no-install-recommends nanomsg-utils");
      return false;
    }
    boolean well = false;
    try {
      play();
      well = true;
    } catch (IllegalStateException broken) {
      System.out.println(broken.getMessage());
    } finally {
      children.close();
    }
    if (well) {
      System.out.println();
      System.out.println("Everybody saw everything, and no process is left.");
    }
    return well;
  }

  private void play() throws InterruptedException {
    Child server = children.start("server", Children.MEASURED, GatewayRole.class, List.of());
    List<String> urls = server.expect("serving", CURTAIN).values();
    String urlSurvey = urls.get(2);
    String urlNames = urls.get(3);
    views.add(View.ofJava(server));

    act("A Java process joins, over ZeroMQ.");
    Child java1 =
        children.start(
            "java1",
            Children.MEASURED,
            MemberRole.class,
            List.of(urls.get(0), urls.get(1), "java1"));
    View java1View = View.ofJava(java1);
    views.add(java1View);
    everybodySees(List.of("java1"), "");

    act("A nanocat joins.");
    Child nanocat1 = Nanocat.member(children, urlSurvey, "nanocat1");
    everybodySees(List.of("java1", "nanocat1"), "");

    act("Another nanocat subscribes, late, and is told who is present.");
    View subscriber = View.ofNanocat(Nanocat.subscriber(children, urlNames));
    views.add(subscriber);
    subscriber.await(List.of("java1", "nanocat1"), "");

    act("One more nanocat joins.");
    Nanocat.member(children, urlSurvey, "nanocat2");
    everybodySees(List.of("java1", "nanocat1", "nanocat2"), "");

    act("nanocat1 is killed.");
    nanocat1.kill();
    everybodySees(List.of("java1", "nanocat2"), "nanocat1 LOST");

    act("java1 says goodbye.");
    java1.letGo();
    views.remove(java1View);
    everybodySees(List.of("nanocat2"), "java1 GOODBYE");
  }

  private static void act(String what) {
    System.out.println();
    System.out.println(what);
  }

  private void everybodySees(List<String> names, String left) throws InterruptedException {
    for (View view : views) {
      view.await(names, left);
    }
  }
}
