import "server-only";
import { cache } from "react";
import type { TenantContext } from "@/lib/context";

/**
 * A page read that its layout and its components share: within one request the first call for an organization reads, the
 * others get the same answer. Outside of a render (a route, an action, a job) every call reads.
 */
export function oncePerRequest<Ctx extends TenantContext, Answer>(
  read: (ctx: Ctx) => Promise<Answer>,
): (ctx: Ctx) => Promise<Answer> {
  const readsOfRequest = cache(() => new Map<string, Promise<Answer>>());
  return (ctx) => {
    const reads = readsOfRequest();
    // A promise, because a drizzle query would run again each time it's awaited.
    const answer = reads.get(ctx.organizationId) ?? Promise.resolve(read(ctx));
    reads.set(ctx.organizationId, answer);
    return answer;
  };
}
