package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.agent.ConnectionPool;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who keeps a handle that is closed keeps no thread with it, though others use that thread. */
class ClosedHandleTest {
  private static final String NOBODY = "tcp://127.0.0.1:1";

  @Test
  void shouldLeadToNoThread() {
    try (Client other = Client.start(NOBODY, "other");
        Subscriber otherSubscriber = Subscriber.start(NOBODY)) {
      assertThat(threadsOf(other)).isNotEmpty();
      assertThat(threadsOf(otherSubscriber)).isNotEmpty();
      List<AutoCloseable> handles =
          List.of(
              Client.start(NOBODY, "client"),
              Subscriber.start(NOBODY),
              ClientWithSub.start(NOBODY, NOBODY, "both"),
              Server.start(Brisk.ANY, Brisk.ANY));
      for (AutoCloseable handle : handles) {
        close(handle);
        assertThat(threadsOf(handle)).describedAs(handle.toString()).isEmpty();
      }
    }
  }

  private static void close(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** All threads that this object leads to, but by way of what the JVM's handles share. */
  private static Set<Thread> threadsOf(Object handle) {
    Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>(List.of(handle));
    while (!left.isEmpty()) {
      Object next = left.remove();
      if (next instanceof Thread thread) {
        threads.add(thread);
      } else if (!(next instanceof ConnectionPool) && seen.add(next)) {
        left.addAll(parts(next));
      }
    }
    return threads;
  }

  private static Collection<Object> parts(Object whole) {
    if (whole instanceof Collection<?> many) {
      return many.stream().filter(part -> part != null).<Object>map(part -> part).toList();
    }
    if (whole instanceof Map<?, ?> map) {
      return map.values().stream().<Object>map(part -> part).toList();
    }
    if (whole instanceof CompletableFuture<?> future) {
      Object value = future.getNow(null);
      return value == null ? List.of() : List.of(value);
    }
    Deque<Object> parts = new ArrayDeque<>();
    for (Class<?> type = whole.getClass();
        type != null && type.getName().startsWith("io.rollcall.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          Object part = value(field, whole);
          if (part != null) {
            parts.add(part);
          }
        }
      }
    }
    return parts;
  }

  private static Object value(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
