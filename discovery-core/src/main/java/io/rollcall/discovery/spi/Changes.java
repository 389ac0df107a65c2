package io.rollcall.discovery.spi;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the changes of a membership that comes from elsewhere. Pure. */
public final class Changes {
  private Changes() {}

  /**
   * The change from one roster to the next: some members are present (new, other than before, or as
   * they were), some names are gone. What alters nothing is left out; if nothing is altered the
   * change {@link MembershipChange#isEmpty() is empty} and carries the roster as it was.
   *
   * @throws IllegalArgumentException if two who are present have one name, or one is also gone
   */
  public static MembershipChange from(
      Roster before, Collection<Member> present, Map<String, Cause> gone) {
    return FaceAccess.get().change(before, present, gone);
  }

  /**
   * The net effect of all that happened between two rosters of one membership, the newer of which
   * the change carries. Who left and came back in between is updated.
   *
   * @param causes why this name left in between, the last time if it did more than once; null if it
   *     did not
   * @throws IllegalArgumentException if one is on the older roster alone and has no cause
   */
  public static MembershipChange between(
      Roster before, Roster after, Function<String, @Nullable Cause> causes) {
    return FaceAccess.get().netChange(before, after, causes);
  }

  /** The change that a reader starts with: everybody on the roster joins. */
  public static MembershipChange joiningAll(Roster roster) {
    return FaceAccess.get().joiningAll(roster);
  }
}
