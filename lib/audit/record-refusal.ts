import "server-only";
import { LRUCache } from "lru-cache";
import { type Actor, withTenant } from "@/lib/context";
import { minute } from "@/lib/durations";
import { GatehouseError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { recordAudit } from "./record-audit";

/** Refusals that indicate an attempt. The others only say what to do first, such as verifying an address. */
const reasons: ReadonlySet<unknown> = new Set([
  "role",
  "impersonation",
  "read_only_session",
  "nested",
  "platform_admin",
]);

/** A page that keeps retrying adds one row a minute, in each process. */
const recent = new LRUCache<string, true>({ max: 10_000, ttl: minute });

type Refusal = {
  organizationId: string;
  actor: Actor;
  /** What was tried: a page, or method and path of an endpoint. */
  attempted: string | null;
};

/**
 * Records that someone was refused, in a separate transaction, because the attempt's own is rolled back. Does nothing for other errors.
 * Never throws, because the caller already has its response.
 */
export async function recordRefusal(error: unknown, { organizationId, actor, attempted }: Refusal): Promise<void> {
  if (!(error instanceof GatehouseError) || error.code !== "forbidden" || !reasons.has(error.details.reason)) return;
  const { reason } = error.details;
  const key = [organizationId, actor.id, reason, attempted].join(" ");
  if (recent.has(key)) return;
  recent.set(key, true);
  try {
    await withTenant({ organizationId, actor: writing(actor) }, (ctx) =>
      recordAudit(ctx, {
        organizationId,
        action: "auth.refused",
        details: { reason, message: error.message, attempted },
      }),
    );
  } catch (failure) {
    logger.error({ err: failure }, "could not record a refusal");
  }
}

/** The same actor, whose view-only session may be the reason for the refusal. */
function writing(actor: Actor): Actor {
  if (actor.kind !== "user") return actor;
  const { readOnly: _, ...same } = actor;
  return same;
}
