import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { now as clockNow } from "@/lib/clock";
import { type TenantContext, withTenant } from "@/lib/context";
import { organizationsByName, requireFeature } from "@/lib/entitlements";
import { found, invalidInput, notFound, unreachable } from "@/lib/errors";
import { type Subject, takeRequest } from "@/lib/rate-limits";
import { apiFeature } from "./api-feature";
import { assertScope, type KeyHolder } from "./authenticate-key";
import type { Scope } from "./input";

/**
 * Runs `work` in the organization of a key: an organization key's own, or the one a platform key names. Counts the request
 * against the key's rate limits.
 *
 * @throws GatehouseError `forbidden` without the scope, `not_found`, `feature_not_in_plan`, `invalid_input`, `rate_limited`.
 */
export async function asKey<T>(
  request: Request,
  { holder, scope, named }: { holder: KeyHolder; scope: Scope; named: string | undefined },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  takeRequest(request, countedFor(holder));
  assertScope(holder, scope);
  const { actor } = holder;
  switch (holder.kind) {
    case "organization":
      return withTenant({ organizationId: holder.organizationId, actor }, async (ctx) => {
        await assertOwn(ctx, named);
        await requireFeature(ctx, apiFeature);
        return work(ctx);
      });
    case "platform":
      return withTenant({ organizationId: await namedBy(holder, named), actor }, work);
    default:
      return unreachable(holder);
  }
}

/** Figures of one organization must never pass for those of another that was asked for. */
export async function assertOwn({ tx, organizationId }: TenantContext, named: string | undefined): Promise<void> {
  if (named === undefined || named === organizationId) return;
  const own = eq(organizations.id, organizationId);
  const [row] = await tx.select({ externalId: organizations.externalId }).from(organizations).where(own);
  if (row?.externalId !== named) throw notFound("organization");
}

function countedFor(holder: KeyHolder): Subject[] {
  const { id } = holder.actor;
  if (holder.kind === "platform") return [{ kind: "platform_key", id }];
  return [
    { kind: "api_key", id },
    { kind: "organization", id: holder.organizationId },
  ];
}

/** @throws GatehouseError `invalid_input`: a platform key names the organization in each request. */
export function requireNamed(organization: string | undefined): string {
  if (organization) return organization;
  const message = "with a platform key, name the organization by id or externalId";
  throw invalidInput(`organization: ${message}`, { errors: [{ field: "organization", message }] });
}

async function namedBy(holder: KeyHolder, given: string | undefined): Promise<string> {
  const organization = requireNamed(given);
  const named = await organizationsByName({ actor: holder.actor, now: clockNow() }, [organization]);
  return found(named.get(organization), "organization").organizationId;
}
