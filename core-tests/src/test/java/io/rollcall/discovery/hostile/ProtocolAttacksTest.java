package io.rollcall.discovery.hostile;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Messages that are not what the protocol allows, while 200 members stay. */
class ProtocolAttacksTest {
  private static final byte[] GONE = {0};

  private static Crowd crowd;

  @BeforeAll
  static void gather() {
    crowd = new Crowd();
  }

  @AfterAll
  static void disperse() {
    crowd.close();
  }

  @BeforeEach
  void begin() {
    crowd.beginAttack();
  }

  @AfterEach
  void everybodyIsThere() {
    crowd.assertUndisturbed(3);
  }

  @Test
  void shouldDropFramesCutAtEveryLengthAndThoseOfAnotherVersion() {
    try (RawMember stranger = stranger()) {
      for (byte[] frame : new byte[][] {stranger.hello(), stranger.answer(1), stranger.goodbye()}) {
        for (int length = 0; length < frame.length; length++) {
          stranger.say(Arrays.copyOf(frame, length));
        }
        stranger.say(Arrays.copyOf(frame, frame.length + 1));
        stranger.say(Arrays.copyOf(frame, 32 * 1024));
        for (int version = 3; version < 256; version++) {
          byte[] other = frame.clone();
          other[2] = (byte) version;
          stranger.say(other);
        }
      }
      assertStillServed(stranger);
    }
  }

  @Test
  void shouldDropNoise() {
    Random random = new Random(1);
    try (RawMember stranger = stranger()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        stranger.say(noise);
        // With the right head, and of each kind but a goodbye: any octets make one.
        byte[] head = {'R', 'C', 1, (byte) (i % 0x30 == 3 ? 0 : i % 0x30)};
        stranger.say(Zmtp.join(head, noise));
      }
      for (byte[] golden : Corpus.golden()) {
        if (golden[0] != 'R' || golden[3] > 3) {
          stranger.say(golden);
        }
      }
      assertStillServed(stranger);
    }
  }

  @Test
  void shouldDropAMessageOfSeveralFrames() {
    try (RawMember stranger = stranger()) {
      stranger.peer.send(Zmtp.frame(Zmtp.MORE, stranger.hello()), Zmtp.message(stranger.hello()));
      stranger.peer.send(Zmtp.frame(Zmtp.MORE, new byte[0]), Zmtp.message(stranger.hello()));
      stranger.peer.send(Zmtp.frame(Zmtp.MORE, GONE), Zmtp.message(GONE));
      assertStillServed(stranger);
    }
  }

  @Test
  void shouldNotBelieveAnAnswerOrAGoodbyeBeforeHello() {
    Member member = crowd.anyMember();
    try (RawMember impostor = impostor(member)) {
      impostor.say(impostor.answer(1));
      impostor.hear(Unknown.class);
      impostor.say(impostor.goodbye());
      impostor.hear(Unknown.class);
    }
  }

  @Test
  void shouldNotChangeWhenALiveMembersHelloIsSaidAgain() {
    Member member = crowd.anyMember();
    try (RawMember impostor = impostor(member)) {
      for (int i = 0; i < 100; i++) {
        impostor.say(impostor.hello());
        impostor.hear(Welcome.class);
      }
      impostor.stay(3);
    }
  }

  /** By this message JeroMQ tells of a lost connection: whoever has it can say that himself. */
  @Test
  @EnabledIfSystemProperty(named = "rollcall.transport", matches = "jeromq")
  void shouldBelieveOfALostConnectionOnlyWhatItSaysOfItself() {
    try (RawMember member = new RawMember(crowd.server.urlServer(), "self").join();
        RawMember stranger = stranger();
        RawMember impostor = impostor(crowd.anyMember())) {
      crowd.nextIs("self", MembershipChange::joined);
      for (int i = 0; i < 100; i++) {
        stranger.say(GONE);
      }
      assertStillServed(stranger);
      impostor.say(impostor.hello());
      impostor.hear(Welcome.class);
      impostor.say(GONE);
      assertStillServed(impostor);
      member.stay(2);
      member.say(GONE);
      crowd.nextIs("self", MembershipChange::left);
    }
  }

  @Test
  @DisabledIfSystemProperty(named = "rollcall.transport", matches = "jeromq")
  void shouldTakeNothingThatIsSaidForALostConnection() {
    try (RawMember member = new RawMember(crowd.server.urlServer(), "self").join()) {
      crowd.nextIs("self", MembershipChange::joined);
      for (int i = 0; i < 100; i++) {
        member.say(GONE);
      }
      member.stay(3);
      member.leave();
    }
    crowd.nextIs("self", MembershipChange::left);
  }

  @Test
  void shouldNotBringBackADepartedMemberWhoseFramesAreSaidAgain() {
    byte[] hello;
    byte[] answer;
    byte[] goodbye;
    try (RawMember departed = new RawMember(crowd.server.urlServer(), "departed").join()) {
      crowd.nextIs("departed", MembershipChange::joined);
      hello = departed.hello();
      answer = departed.answer(1);
      goodbye = departed.goodbye();
      departed.leave();
      crowd.nextIs("departed", MembershipChange::left);
      departed.say(hello);
      departed.hear(Farewell.class);
    }
    try (RawMember replaying = stranger()) {
      for (int i = 0; i < 50; i++) {
        replaying.say(hello);
        replaying.hear(Farewell.class);
        replaying.say(answer);
        replaying.hear(Unknown.class);
        replaying.say(goodbye);
        replaying.hear(Farewell.class);
      }
    }
  }

  @Test
  void shouldDropWhatIsNoSubscription() {
    Random random = new Random(1);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      messages.add(Zmtp.message(Zmtp.join(new byte[] {(byte) (i % 3)}, noise)));
    }
    for (byte[] golden : Corpus.golden()) {
      messages.add(Zmtp.message(golden));
      messages.add(Zmtp.message(Zmtp.join(new byte[] {1}, golden)));
    }
    messages.add(
        Zmtp.join(Zmtp.frame(Zmtp.MORE, new byte[] {1}), Zmtp.message(Zmtp.ascii("ROLL"))));
    // As many for each connection as a subscriber may say at once.
    for (int from = 0; from < messages.size(); from += 30) {
      try (RawPeer peer = RawPeer.connect(crowd.server.urlPubSub()).shake("SUB")) {
        messages.subList(from, Math.min(from + 30, messages.size())).forEach(peer::send);
      }
    }
  }

  /** JeroMQ fails an assertion on the server's thread. */
  @Test
  void shouldNotEndTheSubscriptionsOfOthers() {
    byte[] end = Zmtp.join(new byte[] {0}, Topic.ROLL.octets());
    try (RawPeer peer = RawPeer.connect(crowd.server.urlPubSub()).shake("SUB")) {
      peer.send(Zmtp.message(end));
    }
  }

  private static void assertStillServed(RawMember stranger) {
    stranger.say(stranger.answer(1));
    stranger.hear(Unknown.class);
  }

  private static RawMember stranger() {
    return new RawMember(crowd.server.urlServer(), "stranger");
  }

  private static RawMember impostor(Member member) {
    return new RawMember(
        crowd.server.urlServer(), member.name(), new Session(member.incarnation().get(), 1));
  }
}
