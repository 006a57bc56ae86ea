import "server-only";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";

/** Reads for a page unless the organization is suspended; then nothing, and the page says so. */
export async function whenReadable<T>(ctx: TenantContext, read: () => Promise<T>): Promise<T | undefined> {
  const { access } = await entitlementsOf(ctx);
  return access === "blocked" ? undefined : read();
}
