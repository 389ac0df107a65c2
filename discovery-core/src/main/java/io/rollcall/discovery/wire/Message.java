package io.rollcall.discovery.wire;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import java.util.List;
import java.util.Optional;

/** What the ends of the protocol say to each other. All messages are immutable values. */
public sealed interface Message {

  /** What a client says to a server. */
  sealed interface FromClient extends Message {
    /** Which start of which client speaks. */
    Incarnation client();
  }

  /** What a server says to one client. */
  sealed interface ToClient extends Message {
    /** Which start of which server speaks. */
    Incarnation server();

    /** Whom it is for; empty if for every client on the connection. */
    default Optional<Incarnation> addressee() {
      return Optional.empty();
    }
  }

  /** What a server publishes. */
  sealed interface Published extends Message {
    /** Which start of which server speaks. */
    Incarnation server();
  }

  /** What a server publishes with its standing. */
  sealed interface Announcement extends Published {
    /** What the server says of itself. */
    Standing standing();

    @Override
    default Incarnation server() {
      return standing().server();
    }
  }

  /** A client is there, and this is what it says of itself. */
  record Hello(String cluster, Session session, int update, Member member) implements FromClient {
    @Override
    public Incarnation client() {
      return session.client();
    }
  }

  /**
   * A hello that was read just far enough to be refused. It is never sent.
   *
   * @param refusal why
   */
  record UnacceptableHello(Incarnation client, Refusal refusal) implements FromClient {}

  /** A client answers a survey. */
  record Answer(Session session, long round) implements FromClient {
    @Override
    public Incarnation client() {
      return session.client();
    }
  }

  /** A client leaves for good. */
  record Goodbye(Session session) implements FromClient {
    @Override
    public Incarnation client() {
      return session.client();
    }
  }

  /**
   * A client is not on this connection any more, which carries others. It does not leave: it may be
   * on another one.
   */
  record Detach(Session session) implements FromClient {
    @Override
    public Incarnation client() {
      return session.client();
    }
  }

  /**
   * A client is in.
   *
   * @param session its stay, as the server counts it
   * @param update the newest word of it that the server has
   * @param silenceMillis the longest time between two surveys
   */
  record Welcome(Incarnation server, String cluster, Session session, int update, int silenceMillis)
      implements ToClient {
    @Override
    public Optional<Incarnation> addressee() {
      return Optional.of(session.client());
    }
  }

  /** A client is not let in, or is out. */
  record Refused(Incarnation server, Incarnation client, Refusal refusal) implements ToClient {
    @Override
    public Optional<Incarnation> addressee() {
      return Optional.of(client);
    }
  }

  /**
   * Is everybody there?
   *
   * @param round counts the rounds of this server
   */
  record Survey(Incarnation server, long round) implements ToClient {}

  /** The server does not know this client; it shall say hello. */
  record Unknown(Incarnation server, Incarnation client) implements ToClient {
    @Override
    public Optional<Incarnation> addressee() {
      return Optional.of(client);
    }
  }

  /** A goodbye has arrived. */
  record Farewell(Incarnation server, Incarnation client) implements ToClient {
    @Override
    public Optional<Incarnation> addressee() {
      return Optional.of(client);
    }
  }

  /**
   * Somebody, who need be no client, asks a server what it knows of a name.
   *
   * @param request a number that the answer carries too
   * @param name whom it is about
   */
  record Explain(int request, String name) implements Message {}

  /**
   * What a server knows of a name, to the one who asked.
   *
   * @param request the number that the question had
   */
  record Explained(int request, Explanation explanation) implements Message {}

  /** The server closes; its members may live on. */
  record Closing(Incarnation server) implements ToClient, Published {}

  /** The server is there, at this version. */
  record Pulse(Standing standing) implements Announcement {}

  /** What changed from the sequence before to this one. */
  record Change(Standing standing, List<Present> present, List<Tombstone> tombstones)
      implements Announcement {}

  /**
   * The whole roster, or a part of it.
   *
   * @param part counts from 0
   * @param parts how many make the whole
   * @param tombstones stays that ended of late, so that no old news brings them back
   */
  record Snapshot(
      Standing standing, int part, int parts, List<Present> present, List<Tombstone> tombstones)
      implements Announcement {}

  /**
   * Something that only the next version says. It came from a newer release, so it is ignored
   * without a word, and never sent.
   *
   * @param version which version says it
   * @param kind what this version has no name for
   */
  record Newer(int version, int kind) implements Message {}
}
