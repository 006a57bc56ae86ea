import "server-only";
import { type Context, withPlatform } from "@/lib/context";
import { requirePlatformKey, type Scope } from "@/lib/keys";
import { asPlatformAdmin } from "./as-platform-admin";

/**
 * Runs `work` in a transaction of the platform role, for a platform key with `scope` or a signed-in platform admin. It may
 * read every organization, and must change nothing.
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
  if (!request.headers.has("authorization")) return asPlatformAdmin(work, attempted);
  const actor = await requirePlatformKey(request, scope);
  return withPlatform({ actor }, work);
}
