import "server-only";
import { asc, desc, eq, or, sql } from "drizzle-orm";
import { invoices, memberships, organizationDirectory, organizations, users } from "@/db/schema";
import { catalog, planName } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { listedStatus } from "../list/list-columns";
import { likePattern } from "../list/organization-filter";

/** Per group. A list that needs scrolling is slower to read than another letter is to type. */
const groupSize = 6;

/**
 * What a platform admin may mean by `text`: organizations by part of their name, domain or an ID; members by part of their
 * name or email; invoices by their whole number or Stripe ID. `ctx` has the platform role.
 */
export async function searchPlatform(ctx: Context, text: string) {
  const [foundOrganizations, people, foundInvoices] = await Promise.all([
    organizationsLike(ctx, text),
    peopleLike(ctx, text),
    invoicesNamed(ctx, text),
  ]);
  return { organizations: foundOrganizations, people, invoices: foundInvoices };
}

/** Names that begin with the text come first, then the customers that pay the most. */
async function organizationsLike({ tx, now }: Context, text: string) {
  const lower = text.toLowerCase();
  const rows = await tx
    .select({
      id: organizationDirectory.organizationId,
      name: organizationDirectory.name,
      domain: organizationDirectory.domain,
      planKey: organizationDirectory.planKey,
      status: listedStatus(now),
      suspendedAt: organizationDirectory.suspendedAt,
      mrr: organizationDirectory.mrr,
      currency: organizationDirectory.currency,
    })
    .from(organizationDirectory)
    .where(sql`${organizationDirectory.search} like ${likePattern(lower)}`)
    .orderBy(
      desc(sql`starts_with(lower(${organizationDirectory.name}), ${lower})`),
      desc(organizationDirectory.mrr),
      desc(organizationDirectory.organizationId),
    )
    .limit(groupSize);
  return rows.map(({ planKey, ...row }) => ({ ...row, plan: planName(catalog, planKey) }));
}

/** Once for each organization of a person. Those whose name or email begins with the text come first. */
function peopleLike({ tx }: Context, text: string) {
  const pattern = likePattern(text);
  const begins = pattern.slice(1);
  return tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      organization: { id: organizations.id, name: organizations.name },
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(or(sql`${users.email} ilike ${pattern}`, sql`${users.name} ilike ${pattern}`))
    .orderBy(
      desc(sql`${users.email} ilike ${begins} or coalesce(${users.name}, '') ilike ${begins}`),
      asc(users.email),
      asc(organizations.id),
    )
    .limit(groupSize);
}

function invoicesNamed({ tx }: Context, text: string) {
  return tx
    .select({
      id: invoices.stripeInvoiceId,
      number: invoices.number,
      status: invoices.status,
      total: invoices.total,
      currency: invoices.currency,
      createdAt: invoices.createdAt,
      organization: { id: organizations.id, name: organizations.name },
    })
    .from(invoices)
    .innerJoin(organizations, eq(organizations.id, invoices.organizationId))
    .where(or(eq(invoices.stripeInvoiceId, text), eq(invoices.number, text), eq(invoices.number, text.toUpperCase())))
    .orderBy(desc(invoices.createdAt), asc(invoices.stripeInvoiceId))
    .limit(groupSize);
}
