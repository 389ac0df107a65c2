package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.mesh.protocol.InTransfers.Step;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Abort;
import io.rollcall.mesh.wire.MeshFrame.Begin;
import io.rollcall.mesh.wire.MeshFrame.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransfersTest {
  private static final int LONGEST = 1 << 20;

  private final OctetBudget room = new OctetBudget(3 << 20);
  private final OutTransfers out = new OutTransfers();
  private final InTransfers<String> in = new InTransfers<>(LONGEST, room);
  private final List<Boolean> over = new ArrayList<>();

  private static byte[] octets(int length, int seed) {
    byte[] octets = new byte[length];
    new Random(seed).nextBytes(octets);
    return octets;
  }

  private InTransfers.Result<String> hear(MeshFrame frame) throws FrameException {
    if (frame instanceof Begin begin) {
      return in.begin(begin, "tag" + begin.call(), 0);
    } else if (frame instanceof Part part) {
      return in.part(part, 0);
    }
    in.abort((Abort) frame);
    return new InTransfers.Result<>(Step.GO_ON, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void shouldPutFramesTogetherThatComeInTurns(int seed) throws Exception {
    Random random = new Random(seed);
    Map<Long, byte[]> sent = new HashMap<>();
    for (long call = 1; call <= 40; call++) {
      byte[] fields = octets(random.nextInt(90_000), (int) call);
      byte[] payload = octets(random.nextInt(500_000) + 1, (int) -call);
      byte[] whole = Arrays.copyOf(fields, fields.length + payload.length);
      System.arraycopy(payload, 0, whole, fields.length, payload.length);
      sent.put(call, whole);
      out.add(call, fields, payload, over::add);
    }
    long all = sent.values().stream().mapToLong(each -> each.length).sum();
    assertThat(out.octets()).isEqualTo(all);
    OctetBudget enough = new OctetBudget(OutTransfers.MOST * (long) LONGEST);
    InTransfers<String> far = new InTransfers<>(LONGEST, enough);
    int underWay = 0;
    while (!out.isEmpty()) {
      MeshFrame frame = out.next();
      assertThat(frame.payload().length).isBetween(1, OutTransfers.PART);
      InTransfers.Result<String> result =
          frame instanceof Begin begin
              ? far.begin(begin, "tag" + begin.call(), 0)
              : far.part((Part) frame, 0);
      underWay = Math.max(underWay, (int) (enough.taken() / OutTransfers.PART));
      if (result.step() == Step.WHOLE) {
        var whole = result.transfer();
        assertThat(whole.tag()).isEqualTo("tag" + whole.call());
        assertThat(whole.octets()).isEqualTo(sent.remove(whole.call()));
      }
    }
    assertThat(sent).isEmpty();
    assertThat(over).hasSize(40).containsOnly(true);
    assertThat(underWay).isGreaterThan(10);
    assertThat(enough.taken()).isZero();
    assertThat(out.octets()).isZero();
  }

  @Test
  void shouldStopWhatIsAborted() throws Exception {
    out.add(1, new byte[9], new byte[200_000], over::add);
    out.add(2, new byte[9], new byte[100_000], over::add);
    hear(out.next());
    out.abort(1);
    out.abort(2);
    assertThat(over).containsExactly(true, false);
    assertThat(room.taken()).isEqualTo(OutTransfers.PART);
    MeshFrame last = out.next();
    assertThat(last).isEqualTo(new Abort(1));
    hear(last);
    assertThat(room.taken()).isZero();
    assertThat(out.isEmpty()).isTrue();
    assertThat(out.octets()).isZero();
  }

  @Test
  void shouldDropWhatNobodyWantsAndPassItsPartsOver() throws Exception {
    out.add(5, new byte[9], new byte[200_000], over::add);
    hear(out.next());
    assertThat(in.drop(6)).isEmpty();
    assertThat(in.drop(5))
        .singleElement()
        .satisfies(each -> assertThat(each.tag()).isEqualTo("tag5"));
    assertThat(room.taken()).isZero();
    while (!out.isEmpty()) {
      assertThat(hear(out.next()).transfer()).isNull();
    }
    assertThat(room.taken()).isZero();
  }

  @Test
  void shouldKeepNothingForWhichThereIsNoRoom() throws Exception {
    assertThat(room.take((3 << 20) - 100_000)).isTrue();
    out.add(1, new byte[0], new byte[200_000], over::add);
    assertThat(hear(out.next()).step()).isEqualTo(Step.GO_ON);
    assertThat(hear(out.next()).step()).isEqualTo(Step.NO_ROOM);
    assertThat(room.taken()).isEqualTo((3 << 20) - 100_000);
    assertThat(hear(out.next())).isEqualTo(new InTransfers.Result<String>(Step.GO_ON, null));
  }

  @Test
  void shouldRefuseWhatIsAgainstTheRules() throws Exception {
    hear(new Begin(7, 1, 100, new byte[40]));
    for (MeshFrame each :
        new MeshFrame[] {
          new Begin(7, 2, 100, new byte[40]),
          new Begin(3, 2, 100, new byte[40]),
          new Begin(8, 2, LONGEST + 1, new byte[40]),
          new Begin(8, 2, 10, new byte[11]),
          new Begin(9, 2, 0, new byte[0]),
          new Part(7, new byte[0]),
          new Part(7, new byte[61]),
          new Part(99, new byte[1])
        }) {
      assertThatThrownBy(() -> hear(each)).as("%s", each).isInstanceOf(FrameException.class);
    }
    assertThat(hear(new Part(7, new byte[60])).step()).isEqualTo(Step.WHOLE);
  }

  @Test
  void shouldBoundHowManyBeginAndSeeWhoStandsStill() throws Exception {
    for (int i = 1; i <= OutTransfers.MOST - 2; i++) {
      in.begin(new Begin(20 + i, i, 100, new byte[1]), "", 5);
    }
    assertThat(in.standsStill(14, 10)).isFalse();
    assertThat(in.standsStill(16, 10)).isTrue();
    in.begin(new Begin(50, 1, 100, new byte[1]), "", 5);
    in.begin(new Begin(51, 1, 100, new byte[1]), "", 5);
    assertThatThrownBy(() -> in.begin(new Begin(52, 1, 100, new byte[1]), "", 5))
        .hasMessage("more than 16 transfers at a time");
    in.clear();
    assertThat(room.taken()).isZero();
    assertThat(in.standsStill(16, 10)).isFalse();
  }
}
