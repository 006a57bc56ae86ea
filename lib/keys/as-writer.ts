import "server-only";
import type { TenantContext } from "@/lib/context";
import { unauthenticated } from "@/lib/errors";
import { asKey } from "./as-key";
import { authenticateKey } from "./authenticate-key";
import type { Scope } from "./input";

/**
 * Runs `work` in the organization that a key writes to: an organization key's own, or the one a platform key names. Whether the
 * organization may write is up to the verb.
 *
 * @param named the organization in the body.
 * @throws GatehouseError what `asKey` throws, and `unauthenticated`.
 */
export async function asWriter<T>(
  request: Request,
  { scope, named }: { scope: Scope; named: string | undefined },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  const holder = await authenticateKey(request);
  if (!holder) throw unauthenticated("Send a key: Authorization: Bearer gh_org_….");
  return asKey(request, { holder, scope, named }, work);
}
