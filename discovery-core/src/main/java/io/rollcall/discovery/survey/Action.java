package io.rollcall.discovery.survey;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Topic;
import java.util.List;

/** What the protocol wants done. */
public sealed interface Action {

  /** Send a message to one peer. */
  record Send(Peer to, Message message) implements Action {}

  /** Send a survey to each of these peers. */
  record Ask(List<Peer> peers, Message.Survey survey) implements Action {}

  /** Publish to everybody. */
  record Publish(Message.Published message) implements Action {}

  /** Publish a part of a snapshot to the one who asked for it on this topic. */
  record Supply(Topic topic, Message.Snapshot part) implements Action {}

  /** Subscribe to the topic of this request for a snapshot, at this server. */
  record Request(Peer server, int request) implements Action {}

  /** Unsubscribe from the topic of a request. */
  record Withdraw(Peer server, int request) implements Action {}

  /**
   * Give up the connection to this server, on which nothing has come for long, and make another.
   */
  record Reconnect(Peer server) implements Action {}

  /** The client stands otherwise with its servers. */
  record ClientChanged(ClientState state) implements Action {}

  /** The roster has changed, or is known for the first time. */
  record RosterChanged(MembershipChange change) implements Action {}

  /** The roster can be trusted more, or less. */
  record StateChanged(State state) implements Action {}

  /** Tell the operator. */
  record Warn(String text) implements Action {}
}
