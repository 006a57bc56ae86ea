import { cache } from "react";
import type { TenantContext } from "@/lib/context";

/**
 * Shares a read of one organization between the layout and the page of a request. They have transactions of their own, so
 * React's `cache` is keyed by the organization here, not by the context. Outside a render (routes, actions, jobs, tests)
 * every call reads.
 */
export function oncePerRequest<T>(read: (ctx: TenantContext) => Promise<T>): (ctx: TenantContext) => Promise<T> {
  const readsOfRequest = cache(() => new Map<string, Promise<T>>());
  return (ctx) => {
    const reads = readsOfRequest();
    const known = reads.get(ctx.organizationId);
    if (known) return known;
    const started = read(ctx);
    reads.set(ctx.organizationId, started);
    return started;
  };
}
