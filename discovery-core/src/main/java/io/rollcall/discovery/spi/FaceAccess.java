package io.rollcall.discovery.spi;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Server;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Bridge} and {@link Changes} offer, as the face implements it; nobody else has use for
 * it. The classes of the face whose objects the methods take set it when they are initialized, so
 * it is there before one can be called.
 */
public abstract class FaceAccess {
  private static volatile @Nullable FaceAccess face;

  /**
   * For the face.
   *
   * @throws IllegalStateException if somebody else extends this class
   */
  protected FaceAccess() {
    Class<?> own = Server.class;
    if (getClass().getClassLoader() != own.getClassLoader()
        || !getClass().getPackageName().equals(own.getPackageName())) {
      throw new IllegalStateException(getClass().getName() + " is not of Rollcall's face");
    }
  }

  /** The face sets its own; the first stays. */
  protected static void set(FaceAccess access) {
    if (face == null) {
      face = access;
    }
  }

  static FaceAccess get() {
    FaceAccess set = face;
    if (set == null) {
      throw new IllegalStateException("no class of the face has been initialized");
    }
    return set;
  }

  /** For {@link Bridge#survey}. */
  protected abstract Responses survey(Server server, Respondents respondents);

  /** For {@link Bridge#started}. */
  protected abstract Member started(Member member, Incarnation incarnation);

  /** For {@link Changes#from}. */
  protected abstract MembershipChange change(
      Roster before, Collection<Member> present, Map<String, Cause> gone);

  /** For {@link Changes#between}. */
  protected abstract MembershipChange netChange(
      Roster before, Roster after, Function<String, @Nullable Cause> causes);

  /** For {@link Changes#joiningAll}. */
  protected abstract MembershipChange joiningAll(Roster roster);
}
