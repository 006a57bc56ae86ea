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
import { endReasonOf, type ImpersonationEnd } from "./impersonation";
import { dropImpersonationCookie, readImpersonationCookie } from "./impersonation-cookie";
import { factsOf, type ImpersonationRow, impersonationRows } from "./impersonation-rows";

/** After a support session: the admin's own session (null when it ended as well), and where the support session began. */
export type Left = { own: Session | null; organizationId: string | null; why: ImpersonationEnd | null };

/**
 * Ends this browser's support session, which returns the platform admin to their own account. `active: "keep"` keeps a
 * session that is still valid and only cleans up one that has ended; a browser whose request was refused is sent there.
 */
export async function leaveImpersonation({ active }: { active: "end" | "keep" }): Promise<Left | "still_active"> {
  const carried = await readImpersonationCookie();
  const ownToken = (await cookies()).get(sessionCookieName(env.APP_URL))?.value;
  const row = carried && (await withPlatform({ actor: system }, (ctx) => rowOf(ctx, carried.token)));
  // A browser may end it only with the admin's own cookie.
  const isOwn = row?.own ? ownToken !== undefined && row.own.token === hashToken(ownToken) : true;
  const endReason = row ? endReasonOf(factsOf(row), wallNow()) : null;
  if (row && isOwn && endReason === null && active === "keep") return "still_active";
  const why = endReason ?? (row && isOwn ? "ended" : null);
  if (row && why) await withPlatform({ actor: bothOf(row) }, (ctx) => endImpersonation(ctx, row, why));
  await dropImpersonationCookie();
  const own = ownToken ? await findSession(ownToken, wallNow()) : null;
  return { own, organizationId: carried?.organizationId ?? null, why };
}

const system: Actor = { kind: "system", id: "sign_up" };

/** Without `readOnly`: even a view-only session may record its own end. */
const bothOf = ({ user, admin }: ImpersonationRow): Actor => ({
  kind: "user",
  id: user.id,
  impersonatorId: admin.id,
});

const rowOf = async ({ tx }: Context, token: string): Promise<ImpersonationRow | undefined> =>
  (await impersonationRows(tx, eq(sessions.sessionToken, hashToken(token))))[0];
