import "server-only";
import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { sessions } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { hashToken } from "../links/tokens";
import { findSession, type Session } from "../sessions/find-session";
import { sessionCookieName } from "../sessions/session-cookie";
import { endImpersonation } from "./end-impersonation";
import { type ImpersonationEnd, whyOver } from "./impersonation";
import { dropImpersonationCookie, readImpersonationCookie } from "./impersonation-cookie";
import { factsOf, type ImpersonationRow, impersonationRows } from "./impersonation-rows";

/** What is left when somebody stops acting for a customer: their own session, and where they began. */
export type Left = { own: Session | null; organizationId: string | null; why: ImpersonationEnd | null };

/**
 * The admin at this browser is themselves again. `still: "keep"` leaves alone what may go on, and cleans up what may not: the
 * way back of who is told at their next request that it is over.
 */
export async function leaveImpersonation({ still }: { still: "end" | "keep" }): Promise<Left | "goes_on"> {
  const carried = await readImpersonationCookie();
  const ownToken = (await cookies()).get(sessionCookieName(env.APP_URL))?.value;
  const row = carried && (await withPlatform({ actor: system }, (ctx) => rowOf(ctx, carried.token)));
  // Only together with the admin's own cookie is it this browser's to end.
  const ours = row?.own ? ownToken !== undefined && row.own.token === hashToken(ownToken) : true;
  const over = row ? whyOver(factsOf(row), wallNow()) : null;
  if (row && ours && over === null && still === "keep") return "goes_on";
  const why = over ?? (row && ours ? "ended" : null);
  if (row && why) await withPlatform({ actor: bothOf(row) }, (ctx) => endImpersonation(ctx, row, why));
  await dropImpersonationCookie();
  const own = ownToken ? await findSession(ownToken, wallNow()) : null;
  return { own, organizationId: carried?.organizationId ?? null, why };
}

const system: Actor = { kind: "system", id: "sign_up" };

/** Without `readOnly`: its own end may be written by every session. */
const bothOf = ({ user, admin }: ImpersonationRow): Actor => ({
  kind: "user",
  id: user.id,
  impersonatorId: admin.id,
});

const rowOf = async ({ tx }: Context, token: string): Promise<ImpersonationRow | undefined> =>
  (await impersonationRows(tx, eq(sessions.sessionToken, hashToken(token))))[0];
