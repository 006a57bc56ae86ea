import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { endImpersonation } from "./end-impersonation";
import { impersonationRows } from "./impersonation-rows";

/**
 * Ends anyone's support session, in the platform role: the next request of its browser is refused.
 *
 * @throws GatehouseError `not_found` if it has ended.
 */
export async function endSupportSession(ctx: Context, { sessionId }: { sessionId: string }): Promise<void> {
  const [row] = await impersonationRows(ctx.tx, eq(sessions.id, sessionId));
  await endImpersonation(ctx, found(row, "support session"), "ended_by_admin");
}
