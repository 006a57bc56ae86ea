import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** After so long without it, an organization isn't expected to verify or to use the product any more. */
const stagesWithin = "90 days";

/**
 * Notes when organizations verified an email address and first used a counted part of the product. Looked up once a minute
 * for those that haven't yet, so that neither sign-in nor tracking usage has to write it.
 */
export async function noteStages({ tx, now }: Context): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update metric_organizations o set
      verified_at = coalesce(o.verified_at, greatest(o.signed_up_at, found.verified_at)),
      activated_at = coalesce(o.activated_at, greatest(o.signed_up_at, found.activated_at))
    from (
      select waiting.organization_id,
        (select min(u.email_verified) from memberships m join users u on u.id = m.user_id
          where m.organization_id = waiting.organization_id) as verified_at,
        (select min(c.updated_at) from usage_counters c
          where c.organization_id = waiting.organization_id and c.used > 0) as activated_at
      from metric_organizations waiting
      where signed_up_at > ${at} - ${stagesWithin}::interval and (verified_at is null or activated_at is null)
    ) found
    where o.organization_id = found.organization_id
      and (o.verified_at is null and found.verified_at is not null
        or o.activated_at is null and found.activated_at is not null)`);
}
