import "server-only";
import { headers } from "next/headers";
import { accountChain, recordRefusal } from "@/lib/audit";
import { noteChange, requireSession, type Session, secondFactorMissing, sessionActor } from "@/lib/auth";
import { type Context, withPlatform } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";
import { type Read, readPlatform } from "@/lib/replica";
import { pathHeader } from "@/lib/tenancy";

/** The context of a platform admin, who can see every organization. */
export type Admin = Context & { session: Session };

/**
 * Runs a change in a transaction of the platform role, for a signed-in platform admin outside of a support session. Refusals are
 * recorded.
 *
 * @param attempted what is tried, for the audit log: method and path of an endpoint. By default the page that is shown.
 * @throws GatehouseError `unauthenticated`; `forbidden` during a support session, and with `reason: "second_factor"` for an admin
 *   who signed in with a password alone; `not_found` for everyone else, so that the
 *   admin area stays hidden.
 */
export async function asPlatformAdmin<T>(work: (admin: Admin) => Promise<T>, attempted?: string): Promise<T> {
  const session = await requirePlatformAdmin(attempted);
  return withPlatform({ actor: sessionActor(session) }, async (ctx) => {
    await noteChange(ctx, session);
    return work({ ...ctx, session });
  });
}

/**
 * The same for a read, from the replica if there is one that shows what the admin last changed.
 *
 * @throws GatehouseError as `asPlatformAdmin`.
 */
export async function readAsPlatformAdmin<T>(work: (admin: Read<Admin>) => Promise<T>, attempted?: string): Promise<T> {
  const session = await requirePlatformAdmin(attempted);
  const reader = { actor: sessionActor(session), changedAt: session.changedAt };
  return readPlatform(reader, (ctx) => work({ ...ctx, session }));
}

async function requirePlatformAdmin(attempted: string | undefined): Promise<Session> {
  const session = await requireSession();
  if (session.impersonator) {
    const refusal = forbidden("You're in a support session. Exit it first.", { reason: "nested" });
    await record(session, refusal, attempted);
    throw refusal;
  }
  if (!session.user.isPlatformAdmin) {
    await record(session, forbidden("Only a platform admin can do this.", { reason: "platform_admin" }), attempted);
    throw notFound("page");
  }
  if (session.assurance.secondFactor === null) throw secondFactorMissing();
  return session;
}

async function record(session: Session, refusal: Error, attempted: string | undefined): Promise<void> {
  await recordRefusal(refusal, {
    organizationId: session.impersonator?.organizationId ?? accountChain,
    actor: sessionActor(session),
    attempted: attempted ?? (await headers()).get(pathHeader),
  });
}
