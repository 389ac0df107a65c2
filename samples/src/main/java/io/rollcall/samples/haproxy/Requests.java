package io.rollcall.samples.haproxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Threads that send requests all the time, and who answered them. */
final class Requests implements AutoCloseable {
  /** Under this name stand those that failed. */
  static final String FAILED = "failed";

  private static final int THREADS = 4;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final List<Thread> threads = new ArrayList<>();
  private final Object lock = new Object();
  private Map<String, Integer> tally = new TreeMap<>();

  private Requests(String url) {
    request = HttpRequest.newBuilder(URI.create(url)).build();
  }

  static Requests start(String url) {
    Requests requests = new Requests(url);
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(requests::run, "requests");
      thread.setDaemon(true);
      requests.threads.add(thread);
      thread.start();
    }
    return requests;
  }

  /** Who answered how many since this was last called. */
  Map<String, Integer> tally() {
    synchronized (lock) {
      Map<String, Integer> counted = tally;
      tally = new TreeMap<>();
      return counted;
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        String who = send();
        synchronized (lock) {
          tally.merge(who, 1, Integer::sum);
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException ended) {
      // Only close interrupts.
    }
  }

  private String send() throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : FAILED;
    } catch (IOException failed) {
      return FAILED;
    }
  }

  @Override
  public void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
