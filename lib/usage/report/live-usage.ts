import "server-only";
import type { TenantContext } from "@/lib/context";
import { usageNow } from "./queries";
import { describeNow } from "./shapes";

/** The meters at `ctx.now`, and the API's answer that says the same. Pages show them and follow the API from there. */
export async function liveUsage(ctx: TenantContext) {
  const usage = await usageNow(ctx);
  return { meters: usage.meters, answer: describeNow(ctx.organizationId, usage) };
}
