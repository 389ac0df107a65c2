package io.rollcall.daemon.text;

/**
 * One line of gdsm's protocol: a word, or {@code verb :: value}. Immutable.
 *
 * @param verb what is wanted
 * @param value what stands after {@code ::}; empty if there is none
 */
public record Command(Verb verb, String value) {
  private static final String SEPARATOR = " :: ";
  private static final String UPDATE = "update_servers";

  /** What may be wanted. */
  public enum Verb {
    /** Is somebody there? */
    PING,
    /** The address of every worker. */
    WORKERS,
    /** The IP of every worker. */
    NODES,
    /** The address of every open connection. */
    CLIENTS,
    /** The sender is a worker that listens at this port. */
    REGISTER,
    /** A manager's list of workers. */
    UPDATE,
    /** A manager says that a connection has gone. */
    REMOVE,
    /** A word that nobody knows. */
    UNKNOWN,
    /** A verb that nobody knows, with a value. */
    UNKNOWN_WITH_VALUE
  }

  /** Reads a line, without what ends it. */
  public static Command of(String line) {
    int at = line.indexOf(SEPARATOR);
    if (at < 0) {
      return new Command(word(line), "");
    }
    return new Command(verb(line.substring(0, at)), line.substring(at + SEPARATOR.length()));
  }

  /** Whether a line that begins so is a list of workers. */
  public static boolean beginsUpdate(String head) {
    return head.startsWith(UPDATE + SEPARATOR);
  }

  /** The line that says this, with what ends it. */
  public static String update(Iterable<String> workers) {
    return UPDATE + SEPARATOR + String.join("|", workers) + "\n";
  }

  /** The line that says this, with what ends it. */
  public static String register(int port) {
    return "register_server" + SEPARATOR + port + "\n";
  }

  private static Verb word(String word) {
    return switch (word) {
      case "ping" -> Verb.PING;
      case "workers" -> Verb.WORKERS;
      case "nodes", "servers" -> Verb.NODES;
      case "clients" -> Verb.CLIENTS;
      default -> Verb.UNKNOWN;
    };
  }

  private static Verb verb(String verb) {
    return switch (verb) {
      case "register_server" -> Verb.REGISTER;
      case UPDATE -> Verb.UPDATE;
      case "remove_client" -> Verb.REMOVE;
      default -> Verb.UNKNOWN_WITH_VALUE;
    };
  }
}
