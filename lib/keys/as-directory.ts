import "server-only";
import { type TenantContext, withTenant } from "@/lib/context";
import { requireFeature } from "@/lib/entitlements";
import { forbidden, unauthenticated } from "@/lib/errors";
import { takeRequest } from "@/lib/rate-limits";
import { assertScope, authenticateKey } from "./authenticate-key";
import { directoryFeature } from "./directory-tokens";

/** Runs work in the directory token's organization. */
export type Directory = {
  organizationId: string;
  /**
   * Also without the feature, and while the organization is suspended: to read, and to take someone's access away. Someone who leaves the
   * company must always be able to lose it.
   */
  runAnyway<T>(work: (ctx: TenantContext) => Promise<T>): Promise<T>;
  run<T>(work: (ctx: TenantContext) => Promise<T>): Promise<T>;
};

/**
 * The directory that sent a request. Counts it against the limits of the token and the organization.
 *
 * @throws GatehouseError `unauthenticated` without a valid token, `forbidden` for another key, `rate_limited`; in `run` also
 *   `feature_not_in_plan`, and `forbidden` while the organization is suspended.
 */
export async function asDirectory(request: Request): Promise<Directory> {
  const holder = await authenticateKey(request);
  if (!holder) throw unauthenticated("Send the directory token: Authorization: Bearer ….");
  if (holder.kind !== "organization")
    throw forbidden("This endpoint requires a directory token.", { reason: "key_kind" });
  const { organizationId, actor } = holder;
  takeRequest(request, [
    { kind: "api_key", id: actor.id },
    { kind: "organization", id: organizationId },
  ]);
  assertScope(holder, "scim");
  const runAnyway: Directory["runAnyway"] = (work) => withTenant({ organizationId, actor }, work);
  const run: Directory["run"] = (work) =>
    runAnyway(async (ctx) => {
      await requireFeature(ctx, directoryFeature);
      return work(ctx);
    });
  return { organizationId, run, runAnyway };
}
