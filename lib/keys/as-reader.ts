import "server-only";
import { now as clockNow } from "@/lib/clock";
import { type TenantContext, withTenant } from "@/lib/context";
import { organizationsByName, requireFeature } from "@/lib/entitlements";
import { found, invalidInput, unreachable } from "@/lib/errors";
import { type Subject, takeRequest } from "@/lib/rate-limits";
import { asMember, organizationNamedBy } from "@/lib/tenancy";
import { apiFeature } from "./api-feature";
import { assertScope, authenticateKey, type KeyHolder } from "./authenticate-key";
import type { Scope } from "./input";

/**
 * Runs `work` in the organization a request may read: that of the signed-in member, which the header must name, that of an organization key with `scope`,
 * or the one a platform key with `scope` names by our id or its external id, in `?organization=` unless given.
 *
 * @throws GatehouseError `unauthenticated`, `forbidden`, `not_found`, `feature_not_in_plan` (a key without API access),
 *   `invalid_input` (a platform key that names no organization), `rate_limited`.
 */
export async function asReader<T>(
  request: Request,
  scope: Scope,
  work: (ctx: TenantContext) => Promise<T>,
  organization = new URL(request.url).searchParams.get("organization") ?? undefined,
): Promise<T> {
  const holder = await authenticateKey(request);
  if (!holder) {
    return asMember({ organization: organizationNamedBy(request), supportSession: true }, (member) => {
      takeRequest(request, [{ kind: "organization", id: member.organizationId }]);
      return work(member);
    });
  }
  takeRequest(request, countedFor(holder));
  assertScope(holder, scope);
  const { actor } = holder;
  switch (holder.kind) {
    case "organization":
      return withTenant({ organizationId: holder.organizationId, actor }, async (ctx) => {
        await requireFeature(ctx, apiFeature);
        return work(ctx);
      });
    case "platform":
      return withTenant({ organizationId: await namedBy(holder, organization), actor }, work);
    default:
      return unreachable(holder);
  }
}

function countedFor(holder: KeyHolder): Subject[] {
  const { id } = holder.actor;
  if (holder.kind === "platform") return [{ kind: "platform_key", id }];
  return [
    { kind: "api_key", id },
    { kind: "organization", id: holder.organizationId },
  ];
}

async function namedBy(holder: KeyHolder, organization: string | undefined): Promise<string> {
  if (!organization) {
    const message = "with a platform key, name the organization by id or externalId";
    throw invalidInput(`organization: ${message}`, { errors: [{ field: "organization", message }] });
  }
  const named = await organizationsByName({ actor: holder.actor, now: clockNow() }, [organization]);
  return found(named.get(organization), "organization").organizationId;
}
