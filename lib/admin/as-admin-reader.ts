import "server-only";
import type { Context } from "@/lib/context";
import { requirePlatformKey, type Scope } from "@/lib/keys";
import { readPlatform } from "@/lib/replica";
import { readAsPlatformAdmin } from "./as-platform-admin";

/**
 * Runs a read of the platform role, for a platform key with `scope` or a signed-in platform admin, from the replica if there is a
 * usable one.
 *
 * @param attempted method and path, for the audit log.
 *
 * @throws GatehouseError as `requirePlatformKey` if the request has a key, otherwise as `asPlatformAdmin`.
 */
export async function asAdminReader<T>(
  request: Request,
  { scope, attempted }: { scope: Scope; attempted: string },
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (!request.headers.has("authorization")) return readAsPlatformAdmin(work, attempted);
  const actor = await requirePlatformKey(request, scope);
  return readPlatform({ actor }, work);
}
