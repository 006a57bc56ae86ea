import "server-only";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { type alertKinds, alertMutes } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Whether an alert notifies no one at the moment. */
export async function isMuted(
  { tx, now }: Context,
  { kind, organizationId }: { kind: (typeof alertKinds)[number]; organizationId?: string },
): Promise<boolean> {
  const ofOrganization = organizationId ? eq(alertMutes.organizationId, organizationId) : undefined;
  const [mute] = await tx
    .select({ id: alertMutes.id })
    .from(alertMutes)
    .where(
      and(eq(alertMutes.kind, kind), or(isNull(alertMutes.organizationId), ofOrganization), gt(alertMutes.until, now)),
    )
    .limit(1);
  return mute !== undefined;
}
