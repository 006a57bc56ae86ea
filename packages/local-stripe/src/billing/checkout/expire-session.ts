import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

/** Expires an open session. Its page then says so. */
export function expireSession(
  world: World,
  session: PublicTables["checkout_session"],
): PublicTables["checkout_session"] {
  world.tasks.cancel("checkout.expire", session.id);
  const expired = world.store.put("checkout_session", {
    ...session,
    expires_at: Math.min(session.expires_at, world.clock.now()),
    status: "expired",
    url: null,
  });
  emit(world, "checkout.session.expired", expired);
  return expired;
}
