package io.rollcall.groupcache;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The base URLs of the members of a roster: of their addresses, or their names where these are base
 * URLs with a path. Not thread-safe.
 */
final class PeerUrls {
  private final String addressName;
  private final Consumer<String> warning;
  private final Set<String> warnedOf = new HashSet<>();

  /**
   * @param addressName which of a member's addresses; {@code ""} for the usual one
   */
  PeerUrls(String addressName, Consumer<String> warning) {
    this.addressName = addressName;
    this.warning = warning;
  }

  /**
   * Of those in service, each once, in the order of their names. Who has no base URL is skipped,
   * with one warning as long as that member stays.
   */
  List<String> of(Roster roster) {
    warnedOf.removeIf(name -> roster.find(name).isEmpty());
    List<String> urls = new ArrayList<>();
    for (Member member : roster.members()) {
      if (member.status() == Status.OFFLINE) {
        continue;
      }
      String url = url(member);
      Optional<String> fault = member.fault().or(() -> BaseUrl.fault(url));
      if (fault.isEmpty()) {
        urls.add(url);
      } else if (warnedOf.add(member.name())) {
        warning.accept(
            "the member '%s' is no peer of the cache, its base URL would be '%s': %s"
                .formatted(member.name(), url, fault.get()));
      }
    }
    return urls.stream().distinct().toList();
  }

  private String url(Member member) {
    return member.address(addressName).map(PeerUrls::url).orElse(member.name());
  }

  private static String url(Address address) {
    String text = address.toString();
    int scheme = text.indexOf("://");
    return (address.isSecure() ? "https://" : "http://")
        + (scheme < 0 ? text : text.substring(scheme + 3));
  }
}
