package io.rollcall.discovery.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;

/**
 * The logger of a class that a first join needs. It is looked up when something is first logged: in
 * a fresh JVM to find SLF4J's provider takes about as long as all else that a join does. {@link
 * #load} looks it up ahead of time. Thread-safe.
 */
public final class Log {
  private static final String NAME = Log.class.getName();

  private final Class<?> owner;
  private volatile @Nullable Logger logger;

  private Log(Class<?> owner, @Nullable Logger logger) {
    this.owner = owner;
    this.logger = logger;
  }

  /** The logger of this class. */
  public static Log of(Class<?> owner) {
    return new Log(owner, null);
  }

  /** One that was looked up already. */
  public static Log to(Logger logger) {
    return new Log(Log.class, logger);
  }

  /**
   * Loads what logging needs. A process that is out of memory or descriptors can load no class, and
   * is the one that has to tell.
   */
  public static void load() {
    LoggerFactory.getLogger(Log.class);
    MessageFormatter.arrayFormat("", new Object[0]);
  }

  /** For whoever looks for a fault. */
  public void debug(String format, @Nullable Object... arguments) {
    if (!isLocated(Level.DEBUG, format, arguments)) {
      logger().debug(format, arguments);
    }
  }

  /** Reports an event. */
  public void info(String format, @Nullable Object... arguments) {
    if (!isLocated(Level.INFO, format, arguments)) {
      logger().info(format, arguments);
    }
  }

  /** Reports what somebody should look after. */
  public void warn(String format, @Nullable Object... arguments) {
    if (!isLocated(Level.WARN, format, arguments)) {
      logger().warn(format, arguments);
    }
  }

  /** Reports a fault of this library, or of what it stands on. */
  public void error(String format, @Nullable Object... arguments) {
    if (!isLocated(Level.ERROR, format, arguments)) {
      logger().error(format, arguments);
    }
  }

  /**
   * Logs it if the back end can show the calling line, so that it shows the one that called this
   * class; else returns false.
   */
  private boolean isLocated(Level level, String format, @Nullable Object... arguments) {
    if (!(logger() instanceof LocationAwareLogger aware)) {
      return false;
    }
    if (aware.isEnabledForLevel(level)) {
      FormattingTuple text = MessageFormatter.arrayFormat(format, arguments);
      aware.log(null, NAME, level.toInt(), text.getMessage(), null, text.getThrowable());
    }
    return true;
  }

  private Logger logger() {
    Logger found = logger;
    if (found == null) {
      found = LoggerFactory.getLogger(owner);
      logger = found;
    }
    return found;
  }
}
