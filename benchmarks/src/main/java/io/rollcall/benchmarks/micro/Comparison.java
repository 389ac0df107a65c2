package io.rollcall.benchmarks.micro;

import java.util.List;

/**
 * What stands in one group of rows of the table.
 *
 * @param what it does, as it stands in the table
 * @param benchmark the class and the method that does it
 * @param reference the method of the same class that does the least that could do, or "" if there
 *     is none
 * @param than what that is
 */
record Comparison(String what, String benchmark, String reference, String than) {
  static final List<Comparison> CALLS =
      List.of(
          new Comparison("encode", "CodecBench.encode", "put", "the bytes into a buffer"),
          new Comparison("decode", "CodecBench.decode", "get", "the bytes out of a buffer"),
          new Comparison("roster: one joins", "RosterBench.apply", "copy", "an array copied"),
          new Comparison("roster: find", "RosterBench.find", "findHashed", "`HashMap.get`"),
          new Comparison("replica: one joins or leaves", "ReplicaBench.change", "", ""),
          new Comparison("replica: a pulse", "ReplicaBench.pulse", "", ""),
          new Comparison("surveyor: an answer", "AnswerBench.answer", "", ""),
          new Comparison("surveyor: a round, all answer", "SurveyorBench.round", "", ""),
          new Comparison("surveyor: a tick at rest", "SurveyorBench.tick", "", ""),
          new Comparison("surveyor: one joins and leaves", "SurveyorBench.visit", "", ""),
          new Comparison(
              "feed: publish, each reader takes",
              "FeedBench.publishAndTake",
              "linked",
              "`LinkedBlockingQueue`s"));

  static final List<Comparison> CACHE =
      List.of(
          new Comparison(
              "a local hit", "CacheHitBench.get", "getBare", "Caffeine's `getIfPresent`"),
          new Comparison("a peer hit", "PeerHitBench.get", "getBare", "`HttpClient.send`"));

  static final List<Comparison> PICKS =
      List.of(
          new Comparison("round robin", "PickBench.roundRobin", "index", "a random index"),
          new Comparison("weighted", "PickBench.weighted", "index", "a random index"),
          new Comparison(
              "least loaded of two", "PickBench.leastLoaded", "betterIndex", "two random indices"),
          new Comparison("by key", "PickBench.byKey", "", ""));

  /** The class and the method that this is compared with. */
  String referenceBenchmark() {
    return benchmark.replaceFirst("\\..*", ".") + reference;
  }
}
