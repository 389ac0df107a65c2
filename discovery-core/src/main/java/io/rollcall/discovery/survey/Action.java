package io.rollcall.discovery.survey;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Topic;
import java.util.List;

/**
 * What the protocol wants done, as a value. An action of a role hands itself to that role's sink,
 * so that the compiler finds a sink which does not handle it.
 */
public sealed interface Action {

  /** What a {@link Surveyor} wants done. */
  sealed interface OfServer extends Action {
    /** Has the sink do it. */
    void performOn(ServerSink sink, long now);
  }

  /** What a {@link Respondent} wants done. */
  sealed interface OfClient extends Action {
    /** Has the sink do it. */
    void performOn(ClientSink sink);
  }

  /** What a {@link Replica} wants done. */
  sealed interface OfSubscriber extends Action {
    /** Has the sink do it. */
    void performOn(SubscriberSink sink, long now);
  }

  /** Send a message to one peer. */
  record Send(Peer to, Message message) implements OfServer, OfClient {
    @Override
    public void performOn(ServerSink sink, long now) {
      sink.send(this, now);
    }

    @Override
    public void performOn(ClientSink sink) {
      sink.send(this);
    }
  }

  /** Send a survey to each of these peers. */
  record Ask(List<Peer> peers, Message.Survey survey) implements OfServer {
    @Override
    public void performOn(ServerSink sink, long now) {
      sink.ask(this);
    }
  }

  /** Publish to everybody. */
  record Publish(Message.Published message) implements OfServer {
    @Override
    public void performOn(ServerSink sink, long now) {
      sink.publish(this, now);
    }
  }

  /** Publish a part of a snapshot to the one who asked for it on this topic. */
  record Supply(Topic topic, Message.Snapshot part) implements OfServer {
    @Override
    public void performOn(ServerSink sink, long now) {
      sink.supply(this);
    }
  }

  /** Subscribe to the topic of this request for a snapshot, at this server. */
  record Request(Peer server, int request) implements OfSubscriber {
    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.request(this, now);
    }
  }

  /** Unsubscribe from the topic of a request. */
  record Withdraw(Peer server, int request) implements OfSubscriber {
    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.withdraw(this);
    }
  }

  /**
   * Give up the connection to this server, on which nothing has come for long, and make another.
   */
  record Reconnect(Peer server) implements OfClient, OfSubscriber {
    @Override
    public void performOn(ClientSink sink) {
      sink.reconnect(this);
    }

    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.reconnect(this);
    }
  }

  /** The client's state has changed. */
  record ClientChanged(ClientState state) implements OfClient {
    @Override
    public void performOn(ClientSink sink) {
      sink.clientChanged(this);
    }
  }

  /** The roster has changed, or is known for the first time. */
  record RosterChanged(MembershipChange change) implements OfSubscriber {
    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.rosterChanged(this);
    }
  }

  /** The roster can be trusted more, or less. */
  record StateChanged(State state) implements OfSubscriber {
    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.stateChanged(this);
    }
  }

  /** Tell the operator. */
  record Warn(String text) implements OfServer, OfSubscriber {
    @Override
    public void performOn(ServerSink sink, long now) {
      sink.warn(this);
    }

    @Override
    public void performOn(SubscriberSink sink, long now) {
      sink.warn(this, now);
    }
  }
}
