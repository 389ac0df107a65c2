package consumer.groupcache;

import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.HttpPool;
import java.util.Locale;

/** A group of values that are computed, as an application would have it. */
final class Shouting {
  private Shouting() {}

  static Group in(HttpPool pool) {
    return pool.group("shouting", 1 << 20, key -> ByteView.of(key.toUpperCase(Locale.ROOT)));
  }
}
