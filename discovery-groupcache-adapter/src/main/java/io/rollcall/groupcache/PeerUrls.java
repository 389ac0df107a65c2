package io.rollcall.groupcache;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The base URLs of the members of a roster. Not thread-safe. */
final class PeerUrls {
  private final Optional<String> attribute;
  private final Consumer<String> warning;
  private final Set<String> warnedOf = new HashSet<>();

  /**
   * @param attribute the one that holds the URL; empty if the name does
   */
  PeerUrls(Optional<String> attribute, Consumer<String> warning) {
    this.attribute = attribute;
    this.warning = warning;
  }

  /**
   * Of those in service, each once, in the order of their names. What is no base URL is skipped,
   * with one warning as long as its member stays.
   */
  List<String> of(Roster roster) {
    warnedOf.removeIf(name -> roster.find(name).isEmpty());
    List<String> urls = new ArrayList<>();
    for (Member member : roster.members()) {
      String url = member.status() == Status.OFFLINE ? null : url(member);
      if (url != null) {
        Optional<String> fault = BaseUrl.fault(url);
        if (fault.isEmpty()) {
          urls.add(url);
        } else if (warnedOf.add(member.name())) {
          warning.accept(
              "the member '%s' is no peer of the cache: '%s' is no base URL, %s"
                  .formatted(member.name(), url, fault.get()));
        }
      }
    }
    return urls.stream().distinct().toList();
  }

  /** A member without the attribute has no cache, and that is no fault. */
  private @Nullable String url(Member member) {
    return attribute.isEmpty() ? member.name() : member.attributes().get(attribute.get());
  }
}
