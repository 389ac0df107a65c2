package io.rollcall.mesh;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one moment, sorted by name, and ways to choose among them. Immutable. Everything is
 * read from the local roster, and nothing is cached.
 */
public final class Nodes implements Iterable<Node> {
  private final List<Node> nodes;
  private final @Nullable Node self;

  private Nodes(List<Node> nodes, @Nullable Node self) {
    this.nodes = nodes;
    this.self = self;
  }

  /** Those of a roster; {@code self} is the name of the node that looks. */
  static Nodes of(Roster roster, String self) {
    List<Node> all = roster.members().stream().map(Node::new).toList();
    return new Nodes(all, roster.find(self).map(Node::new).orElse(null));
  }

  private Nodes where(Predicate<Node> test) {
    return new Nodes(nodes.stream().filter(test).toList(), self);
  }

  /** All of these, sorted by name. */
  public List<Node> all() {
    return nodes;
  }

  /** How many there are. */
  public int size() {
    return nodes.size();
  }

  /** Their names, sorted. */
  public List<String> names() {
    return nodes.stream().map(Node::name).toList();
  }

  /** The addresses at which nodes reach each other, in the order of the names. */
  public List<Address> addresses() {
    return nodes.stream().map(Node::address).flatMap(Optional::stream).toList();
  }

  /** The types that occur, sorted; a node without one has none. */
  public Set<String> types() {
    return nodes.stream()
        .map(Node::type)
        .filter(type -> !type.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The node of this name. */
  public Optional<Node> find(String name) {
    return first(node -> node.name().equals(name));
  }

  /** The node that other nodes reach at this address. */
  public Optional<Node> byAddress(Address address) {
    return first(node -> node.address().filter(address::equals).isPresent());
  }

  /** The node that clients reach at this address. */
  public Optional<Node> byPublicEndpoint(Address address) {
    return first(node -> node.publicEndpoint().filter(address::equals).isPresent());
  }

  private Optional<Node> first(Predicate<Node> test) {
    return nodes.stream().filter(test).findFirst();
  }

  /** Those of this type. */
  public Nodes ofType(String type) {
    return where(node -> node.type().equals(type));
  }

  /** Those of this role. */
  public Nodes ofRole(String role) {
    return where(node -> node.role().equals(role));
  }

  /** Those whose status is {@link Status#ONLINE}. */
  public Nodes online() {
    return withStatus(Status.ONLINE);
  }

  /** Those of this status. */
  public Nodes withStatus(Status status) {
    return where(node -> node.status() == status);
  }

  /** These but for those of the names. */
  public Nodes without(Collection<String> names) {
    Set<String> out = Set.copyOf(names);
    return where(node -> !out.contains(node.name()));
  }

  /** These but for the node that looks. */
  public Nodes others() {
    return where(node -> self == null || !node.name().equals(self.name()));
  }

  /** Those of the type of the node that looks, but for itself. */
  public Nodes siblings() {
    Node own = self;
    return own == null ? new Nodes(List.of(), null) : ofType(own.type()).others();
  }

  /** Those that clients reach at another host than nodes do. */
  public Nodes withOtherPublicAddress() {
    return where(
        node ->
            node.address().isPresent()
                && node.publicEndpoint().isPresent()
                && !node.address().get().host().equals(node.publicEndpoint().get().host()));
  }

  /** Any one of these, each as likely as the others; empty if there is none. */
  public Optional<Node> random() {
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())));
  }

  @Override
  public Iterator<Node> iterator() {
    return nodes.iterator();
  }

  /** These, in the order of their names. */
  public Stream<Node> stream() {
    return nodes.stream();
  }

  @Override
  public String toString() {
    return names().toString();
  }
}
