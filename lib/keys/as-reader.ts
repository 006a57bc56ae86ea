import "server-only";
import type { TenantContext } from "@/lib/context";
import { takeRequest } from "@/lib/rate-limits";
import { asMember, organizationNamedBy } from "@/lib/tenancy";
import { asKey, assertOwn } from "./as-key";
import { authenticateKey } from "./authenticate-key";
import type { Scope } from "./input";

/**
 * Runs `work` in the organization a request may read: that of the signed-in member, which the header must name, that of an organization key with `scope`,
 * or the one a platform key with `scope` names by our id or its external id. Members and organization keys may name their own, too.
 *
 * @param named the organization in the query or body.
 * @throws GatehouseError `unauthenticated`, `forbidden`, `not_found`, `feature_not_in_plan` (a key without API access),
 *   `invalid_input` (a platform key that names no organization), `rate_limited`.
 */
export async function asReader<T>(
  request: Request,
  { scope, named }: { scope: Scope; named: string | undefined },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  const holder = await authenticateKey(request);
  if (!holder) {
    return asMember({ organization: organizationNamedBy(request), supportSession: true }, async (member) => {
      takeRequest(request, [{ kind: "organization", id: member.organizationId }]);
      await assertOwn(member, named);
      return work(member);
    });
  }
  return asKey(request, { holder, scope, named }, work);
}
