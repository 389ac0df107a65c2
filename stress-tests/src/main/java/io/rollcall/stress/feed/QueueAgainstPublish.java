package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.feed.StateFeed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A queue of a feed that has a state is made while the next is published. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "first the current state, then what follows")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "the newest is the current state already")
@Outcome(expect = FORBIDDEN, desc = "a new reader finds nothing, or a state is lost or comes twice")
@State
public class QueueAgainstPublish {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);

  private @Nullable FeedQueue<Integer> queue;

  public QueueAgainstPublish() {
    feed.publish(1);
  }

  @Actor
  public void publisher() {
    feed.publish(2);
  }

  @Actor
  public void reader(II_Result r) {
    FeedQueue<Integer> made = feed.queue();
    queue = made;
    r.r1 = Reading.poll(made);
  }

  @Arbiter
  public void after(II_Result r) {
    r.r2 = Reading.poll(Objects.requireNonNull(queue));
  }
}
