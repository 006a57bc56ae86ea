import "server-only";
import { and, eq, or, sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { notFound } from "@/lib/errors";
import { conversions, importProblems, touchpoints, visitorAliases } from "@/products/origin/schema";
import { lockIdentities, personsOf } from "./identity";

/**
 * Erases everything that is stored about a visitor and about those who were merged with them. Results that were computed before stay:
 * they are sums by channel. What is sent about the visitor later is stored again, so the sender has to stop first.
 *
 * @returns how many events were deleted.
 * @throws GatehouseError `not_found` when nothing is stored about the visitor, `read_only`.
 */
export async function eraseVisitor(ctx: TenantContext, { visitor }: { visitor: string }): Promise<{ events: number }> {
  await requireAccess(ctx, "write");
  await lockIdentities(ctx, "merge");
  const { organizationId, tx } = ctx;
  const person = (await personsOf(ctx, [visitor])).get(visitor) ?? visitor;
  const aliases = await tx
    .delete(visitorAliases)
    .where(and(eq(visitorAliases.organizationId, organizationId), eq(visitorAliases.person, person)))
    .returning({ visitor: visitorAliases.visitor });
  let events = 0;
  for (const table of [touchpoints, conversions]) {
    const rows = await tx
      .delete(table)
      .where(and(eq(table.organizationId, organizationId), eq(table.person, person)))
      .returning({ id: table.id });
    events += rows.length;
  }
  const names = [person, ...aliases.map((alias) => alias.visitor)];
  const problems = await tx
    .delete(importProblems)
    .where(
      and(
        eq(importProblems.organizationId, organizationId),
        or(...names.map((name) => sql`position(${name} in ${importProblems.content}) > 0`)),
      ),
    )
    .returning({ line: importProblems.line });
  if (events + aliases.length + problems.length === 0) throw notFound("visitor");
  // Without the ID: the audit log is kept longer than what was erased.
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.visitor_erased",
    subject: organizationId,
    details: { events },
  });
  return { events };
}
