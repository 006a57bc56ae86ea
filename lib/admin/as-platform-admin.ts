import "server-only";
import { requireSession, type Session, sessionActor } from "@/lib/auth";
import { type Context, withPlatform } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";

/** The context of a platform admin, who can see every organization. */
export type Admin = Context & { session: Session };

/**
 * Runs `work` in a transaction of the platform role, for a signed-in platform admin outside of a support session.
 *
 * @throws GatehouseError `unauthenticated`; `forbidden` during a support session; `not_found` for everyone else, so that the
 *   admin area stays hidden.
 */
export async function asPlatformAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const session = await requireSession();
  if (session.impersonator) {
    throw forbidden("You're in a support session. Exit it first.", { reason: "nested" });
  }
  if (!session.user.isPlatformAdmin) throw notFound("page");
  return withPlatform({ actor: sessionActor(session) }, (ctx) => work({ ...ctx, session }));
}
