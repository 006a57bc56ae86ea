import "server-only";
import { requireSession, type Session, sessionActor } from "@/lib/auth";
import { type Context, withPlatform } from "@/lib/context";
import { notFound } from "@/lib/errors";

/** A platform admin at work: sees every tenant. */
export type Admin = Context & { session: Session };

/**
 * Runs `work` in a transaction of the platform role, for a signed-in platform admin who acts as themselves.
 *
 * @throws GatehouseError `unauthenticated`; `not_found` for everybody else, who need not know that there is an admin area.
 */
export async function asPlatformAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const session = await requireSession();
  if (!session.user.isPlatformAdmin || session.impersonator) throw notFound("page");
  return withPlatform({ actor: sessionActor(session) }, (ctx) => work({ ...ctx, session }));
}
