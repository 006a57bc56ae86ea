import "server-only";
import type { Context } from "@/lib/context";
import { endImpersonation } from "./end-impersonation";
import { endReasonOf } from "./impersonation";
import { factsOf, impersonationRows } from "./impersonation-rows";

/**
 * Records the end of support sessions that ended without a request: the browser was closed, the admin was demoted. They were
 * already unusable; this writes the audit row. Runs in the platform role.
 *
 * @returns how many.
 */
export async function sweepImpersonations(ctx: Context): Promise<number> {
  let ended = 0;
  for (const row of await impersonationRows(ctx.tx)) {
    const why = endReasonOf(factsOf(row), ctx.wall);
    if (!why) continue;
    await endImpersonation(ctx, row, why);
    ended += 1;
  }
  return ended;
}
