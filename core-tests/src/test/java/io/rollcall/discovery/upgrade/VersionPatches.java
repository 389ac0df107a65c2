package io.rollcall.discovery.upgrade;

import io.rollcall.discovery.patch.Patch;
import java.util.List;
import java.util.stream.Stream;

/** What makes test builds of this version and of later ones out of the library's sources. */
final class VersionPatches {
  private static final String SERVER = "agent/ServerAgent.java";
  private static final String CLIENT = "agent/ClientAgent.java";
  private static final String CODEC = "wire/Codec.java";

  /** This version, which tells what it drops and ignores. */
  static final List<Patch> THIS =
      List.of(
          new Patch(
              "agent/DropLog.java",
              "count.increment();",
              "count.increment(); io.rollcall.discovery.upgrade.Tally.dropped(owner, what);"),
          ignoring(SERVER, "server"),
          ignoring(CLIENT, "client"),
          ignoring("agent/SubscriberAgent.java", "subscriber"));

  /** A field at the end of each frame; an older peer sends none. */
  private static final List<Patch> FIELD =
      List.of(
          new Patch(
              CODEC,
              "out.toBytes()",
              "out.number4(io.rollcall.discovery.upgrade.Tally.FIELD).toBytes()"),
          after(
              CODEC,
              "Message message = body(kind, version, in);",
              """
              if (!(message instanceof UnacceptableHello)) {
                io.rollcall.discovery.upgrade.Tally.read(message, in.remaining() < 4 ? io.rollcall.discovery.upgrade.Tally.ABSENT : in.number4());
              }
              """));

  /** A kind that everybody sends before whatever else it sends. */
  private static final List<Patch> NEWS =
      List.of(
          before(
              "wire/Message.java",
              "/** The server closes; its members may live on. */",
              "record News(Incarnation client, Incarnation server)"
                  + " implements FromClient, ToClient, Published {}\n"),
          before(
              CODEC,
              "else if (message instanceof Pulse m) {",
              "else if (message instanceof Message.News m) {"
                  + " head(out, 0x31).incarnation(m.client()); }\n"),
          before(
              CODEC,
              "case PULSE ->",
              "case 0x31 -> { var of = in.incarnation(); yield new Message.News(of, of); }\n"),
          before(
              CLIENT,
              "port.send(send.to(), Codec.encode(send.message()));",
              """
              var of = ((Message.FromClient) send.message()).client();
              port.send(send.to(), Codec.encode(new Message.News(of, of)));
              """),
          before(
              SERVER,
              "private void perform(List<Action.OfServer> actions, long now) {",
              """
              private byte[] news() {
                var of = surveyor.incarnation();
                return Codec.encode(new Message.News(of, of));
              }
              """),
          before(SERVER, "port.send(to, Codec.encode(message));", "port.send(to, news());\n"),
          before(
              SERVER,
              "port.ask(peer, survey, surveyor.clientsOn(peer));",
              "port.send(peer, news());\n"),
          before(
              SERVER,
              "port.publish(Codec.encode(Topic.ROLL, publish.message()));",
              "port.publish(Topic.ROLL.before(news()));\n"),
          before(
              SERVER,
              "port.publish(supplied(supply));",
              "port.publish(supply.topic().before(news()));\n"));

  /** The next version. */
  static final List<Patch> NEXT =
      Stream.of(THIS, version(2), FIELD, NEWS).flatMap(List::stream).toList();

  /** A version too far from this one. */
  static final List<Patch> FAR = Stream.of(THIS, version(3)).flatMap(List::stream).toList();

  private VersionPatches() {}

  private static Patch ignoring(String file, String role) {
    return new Patch(
        file,
        "else if (!(message instanceof Newer)) {",
        "else if (message instanceof Newer) { io.rollcall.discovery.upgrade.Tally.ignored(\""
            + role
            + "\"); } else {");
  }

  private static List<Patch> version(int number) {
    return List.of(new Patch(CODEC, "int VERSION = 1;", "int VERSION = " + number + ";"));
  }

  private static Patch before(String file, String original, String more) {
    return new Patch(file, original, more + original);
  }

  private static Patch after(String file, String original, String more) {
    return new Patch(file, original, original + more);
  }
}
