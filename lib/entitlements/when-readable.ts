import "server-only";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "./queries";

/** Runs a page's read unless the organization is suspended. @returns undefined when it is. */
export async function whenReadable<T>(ctx: TenantContext, read: () => Promise<T>): Promise<T | undefined> {
  const { access } = await entitlementsOf(ctx);
  return access === "blocked" ? undefined : read();
}
