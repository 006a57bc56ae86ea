import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { recoverableFor } from "./recover-session";

/** Expires an open session. Its page then says so. */
export function expireSession(
  world: World,
  session: PublicTables["checkout_session"],
): PublicTables["checkout_session"] {
  world.tasks.cancel("checkout.expire", session.id);
  const expired = world.store.put("checkout_session", {
    ...session,
    after_expiration: recoverable(world, session),
    expires_at: Math.min(session.expires_at, world.clock.now()),
    status: "expired",
    url: null,
  });
  emit(world, "checkout.session.expired", expired);
  return expired;
}

/** With the link to recover it, if it was created with recovery. */
function recoverable(
  world: World,
  { after_expiration, expires_at }: PublicTables["checkout_session"],
): PublicTables["checkout_session"]["after_expiration"] {
  const recovery = after_expiration?.recovery;
  if (!recovery) return after_expiration;
  const url = `/checkout/recover/${world.ids.token(24)}`;
  return { recovery: { ...recovery, expires_at: Math.min(expires_at, world.clock.now()) + recoverableFor, url } };
}
