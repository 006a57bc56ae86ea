import "server-only";
import type { Context } from "@/lib/context";
import { endImpersonation } from "./end-impersonation";
import { whyOver } from "./impersonation";
import { factsOf, impersonationRows } from "./impersonation-rows";

/**
 * Writes down the ends that nobody was there for: a browser that was closed, an admin who was demoted. They were over before,
 * at their moment; this is the audit row of it. In the platform role.
 *
 * @returns how many.
 */
export async function sweepImpersonations(ctx: Context): Promise<number> {
  let ended = 0;
  for (const row of await impersonationRows(ctx.tx)) {
    const why = whyOver(factsOf(row), ctx.wall);
    if (!why) continue;
    await endImpersonation(ctx, row, why);
    ended += 1;
  }
  return ended;
}
