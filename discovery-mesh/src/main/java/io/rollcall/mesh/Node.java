package io.rollcall.mesh;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A member of the roster, as a node of the mesh. Immutable: it shows the roster of the moment it
 * was taken from.
 *
 * @param member what the roster has of it
 */
public record Node(Member member) {
  /** The attribute that holds the role. */
  public static final String ROLE = "role";

  static final String ADDRESS = "mesh";

  /** Unique among the nodes. */
  public String name() {
    return member.name();
  }

  /** What kind of node it is, {@code ""} if it does not say. */
  public String type() {
    return member.type();
  }

  /** Its role, {@code ""} if it does not say. */
  public String role() {
    return member.attribute(ROLE).orElse("");
  }

  /** What it says of itself. */
  public Status status() {
    return member.status();
  }

  /** All attributes of the member, those of Rollcall's convention among them. */
  public SortedMap<String, String> values() {
    return member.attributes();
  }

  /** The value of this attribute. */
  public Optional<String> value(String key) {
    return member.attribute(key);
  }

  /** Where other nodes reach it. */
  public Optional<Address> address() {
    return member.address(ADDRESS);
  }

  /** Where clients reach it: the attribute {@code address}. */
  public Optional<Address> publicEndpoint() {
    return member.address();
  }

  @Override
  public String toString() {
    return "node " + member;
  }
}
