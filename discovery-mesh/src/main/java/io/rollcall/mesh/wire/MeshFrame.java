package io.rollcall.mesh.wire;

import io.rollcall.mesh.FailureCause;
import java.util.List;
import java.util.UUID;

/**
 * What one node says to another. The arrays must not be altered; nobody compares frames.
 *
 * <p>{@link Hello}, {@link Request}, {@link Cancel}, {@link Message}, {@link Note} and {@link
 * Branch} are said by the node that made the connection, {@link Welcome}, {@link Refused}, {@link
 * Reply}, {@link Failure} and {@link Receipt} by the other one, {@link Ping} and {@link Pong} by
 * both.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface MeshFrame {
  /**
   * The first frame on a connection.
   *
   * @param version the newest that the sender speaks
   * @param cluster that it belongs to
   * @param self the sender
   * @param target whom it means to talk to
   * @param guest whether the sender is no member
   */
  record Hello(int version, String cluster, Identity self, Identity target, boolean guest)
      implements MeshFrame {}

  /**
   * The answer that lets the sender in.
   *
   * @param version the newest that the answering node speaks
   * @param self the answering node
   * @param mostOctets of a payload that it takes
   */
  record Welcome(int version, Identity self, int mostOctets) implements MeshFrame {}

  /** The answer that does not; the connection is closed behind it. */
  record Refused(FailureCause cause, String detail) implements MeshFrame {}

  /**
   * Wants a {@link Reply} or a {@link Failure}.
   *
   * @param id grows by each request on a connection
   * @param millis that the sender waits for it
   */
  record Request(long id, int command, int millis, byte[] payload) implements MeshFrame {}

  /** What the handler returned. */
  record Reply(long id, byte[] payload) implements MeshFrame {}

  /** Why there is no reply. */
  record Failure(long id, FailureCause cause, String detail) implements MeshFrame {}

  /** The sender doesn't wait for this reply any more. */
  record Cancel(long id) implements MeshFrame {}

  /**
   * Wants a {@link Receipt}, and may come again until the sender has it.
   *
   * @param number grows by each message from one incarnation to another
   * @param oldest the sender repeats no message whose number is lower
   */
  record Message(long number, long oldest, int command, byte[] payload) implements MeshFrame {}

  /**
   * What became of a message.
   *
   * @param outcome 0 if a handler has it, else the number of a {@link FailureCause}
   */
  record Receipt(long number, int outcome) implements MeshFrame {}

  /** A message that nobody repeats and nobody confirms. */
  record Note(int command, byte[] payload) implements MeshFrame {}

  /**
   * A message to many: the receiver hands it to its handler, unless it has had it, and sends it to
   * the rest. It wants a {@link Reply} with a {@link Report}, unless its id is 0.
   *
   * @param id as of a {@link Request}; 0 if nobody waits for a report
   * @param millis that the sender waits for the report
   * @param tree the same for all who get this message
   * @param origin the name of the node that sent it first
   * @param limit how many nodes the receiver sends it to at a time
   * @param rest the names of the nodes that the receiver is to reach
   */
  record Branch(
      long id,
      int millis,
      UUID tree,
      String origin,
      int command,
      int limit,
      List<String> rest,
      byte[] payload)
      implements MeshFrame {}

  /** Wants a {@link Pong} with its number. */
  record Ping(long number) implements MeshFrame {}

  /** Answers a {@link Ping}. */
  record Pong(long number) implements MeshFrame {}

  /** A kind that a later version has added; it is ignored. */
  record Unknown(int kind) implements MeshFrame {}
}
