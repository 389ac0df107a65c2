package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.net.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two applications of one JVM, each with a class loader of its own, share this library. The first
 * one has the threads started that both use, and goes; nothing of the threads holds it.
 */
class InheritanceTest {
  private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void shouldKeepNothingOfTheApplicationThatStartedTheThreads() throws Exception {
    Keys.create(folder, "all");
    // Those of the tests before end a second after their last work; some are of other builds.
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    WeakReference<ClassLoader> first = startedByTheFirst();

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (before.contains(thread)) {
        continue;
      }
      if (thread.getName().startsWith("rollcall-") || isJeroMqs(thread)) {
        assertThat(thread.getContextClassLoader())
            .describedAs(thread.getName())
            .isSameAs(Server.class.getClassLoader());
      }
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              System.gc();
              return first.get() == null;
            });
  }

  private static boolean isJeroMqs(Thread thread) {
    return thread.getName().startsWith("iothread-") || thread.getName().startsWith("reaper-");
  }

  /** The second application shares what the first one has started, and goes on with it. */
  private WeakReference<ClassLoader> startedByTheFirst() throws Exception {
    ApplicationLoader loader = new ApplicationLoader();
    @SuppressWarnings("unchecked")
    Callable<List<AutoCloseable>> application =
        (Callable<List<AutoCloseable>>)
            loader
                .loadClass(Application.class.getName())
                .getConstructor(Path.class)
                .newInstance(folder);
    List<AutoCloseable> ofFirst = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              INHERITED.set(application);
              try {
                ofFirst.addAll(application.call());
              } catch (Exception failed) {
                throw new AssertionError(failed);
              }
            });
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    assertThat(ofFirst).isNotEmpty();
    open.addAll(new Application(folder).call());
    for (AutoCloseable each : ofFirst) {
      each.close();
    }
    return new WeakReference<>(loader);
  }

  /** Uses a bit of everything that has threads which others share. */
  public static final class Application implements Callable<List<AutoCloseable>> {
    private final Path folder;

    public Application(Path folder) {
      this.folder = folder;
    }

    @Override
    public List<AutoCloseable> call() {
      Options secured =
          Options.defaults()
              .withSecurity(
                  Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
      Subscriber subscriber = Subscriber.start("tcp://some-host.invalid:1");
      AutoCloseable reader = subscriber.states().subscribe(state -> {});
      Engine engine = Engine.acquire();
      return List.of(
          Client.start("tcp://127.0.0.1:1", "client"),
          Client.start("tcp://127.0.0.1:1", Member.named("secured"), secured),
          reader,
          subscriber,
          engine::release);
    }
  }

  /** Has an application of its own, and the library from the loader above. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(InheritanceTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Application.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] octets = in.readAllBytes();
        return defineClass(name, octets, 0, octets.length, Application.class.getProtectionDomain());
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
