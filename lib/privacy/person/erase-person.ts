import "server-only";
import { and, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import {
  auditPersonal,
  directoryUsers,
  emailSuppressions,
  emails,
  idempotencyKeys,
  invitations,
  memberships,
  oauthRequests,
  ssoRequests,
  subscriptions,
  users,
  verificationTokens,
} from "@/db/schema";
import { accountChain, erasePersonal } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { pgArray } from "@/lib/pg-array";

export type Erasable = { id: string; email: string; name: string | null };

/** What stands for a person who deleted their account, in what others were sent. */
const formerMember = "A former member";
/** Reserved by RFC 2606, so it can't belong to anyone. */
const erasedAddress = "erased@example.invalid";

/**
 * Erases what is stored of a person beside the account itself and what goes with it: in the outbox, the audit log, invitations and the
 * Stripe event log. Organizations keep what the person did there, by their ID. Call it before the person leaves their
 * organizations. Runs in the platform role.
 *
 * @returns the organizations with an invitation that was open, whose seats the caller counts again.
 */
export async function erasePerson(ctx: Context, person: Erasable): Promise<string[]> {
  const addresses = await addressesOf(ctx, person);
  await handOverInvoices(ctx, person.id, addresses);
  await eraseAtStripeEvents(ctx, person, addresses);
  await eraseEmails(ctx, person, addresses);
  const { tx } = ctx;
  await tx.delete(emailSuppressions).where(inArray(emailSuppressions.address, addresses));
  await tx.delete(verificationTokens).where(inArray(verificationTokens.identifier, addresses));
  await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.actor, `user ${person.id}`));
  await erasePersonal(ctx, { personId: person.id, emails: addresses });
  await tx.delete(directoryUsers).where(inArray(directoryUsers.email, addresses));
  await tx.delete(ssoRequests).where(inArray(sql`lower(${ssoRequests.profile}->>'email')`, addresses));
  await tx
    .delete(oauthRequests)
    .where(
      or(
        inArray(sql`lower(${oauthRequests.profile}->>'email')`, addresses),
        inArray(oauthRequests.codeEmail, addresses),
      ),
    );
  const invited = await tx
    .delete(invitations)
    .where(inArray(invitations.email, addresses))
    .returning({ organizationId: invitations.organizationId });
  return [...new Set(invited.map(({ organizationId }) => organizationId))].sort();
}

/** The address, and those the account had before. */
async function addressesOf({ tx }: Context, { id, email }: Erasable): Promise<string[]> {
  const changes = await tx
    .select({ facts: auditPersonal.facts })
    .from(auditPersonal)
    .where(and(eq(auditPersonal.organizationId, accountChain), eq(auditPersonal.personId, id)));
  const earlier = changes.flatMap(({ facts }) => [facts.from, facts.to]).filter((each) => typeof each === "string");
  if (earlier.length === 0) return [email];
  // Someone else may have an address by now that this account once had, or asked for.
  const taken = await tx.select({ email: users.email }).from(users).where(inArray(users.email, earlier));
  const others = new Set(taken.map((row) => row.email).filter((each) => each !== email));
  return [...new Set([email, ...earlier.filter((each) => !others.has(each))])];
}

/** Stripe would go on sending invoices to the person. Another owner gets them, who can choose someone else. */
async function handOverInvoices({ tx }: Context, userId: string, addresses: string[]): Promise<void> {
  const another = sql<string | null>`(select o.user_id from ${memberships} o
    where o.organization_id = ${subscriptions.organizationId} and o.role = 'owner' and o.user_id <> ${userId}
    order by o.created_at limit 1)`;
  const own = await tx
    .select({ organizationId: subscriptions.organizationId, billingTo: another })
    .from(subscriptions)
    .where(and(inArray(subscriptions.billingEmail, addresses), isNotNull(subscriptions.stripeCustomerId)));
  for (const { organizationId, billingTo } of own) {
    if (!billingTo) continue;
    await sendJob({ tx }, "update-customer", { organizationId, billingTo }, `${organizationId} billing`);
  }
}

/** In what Stripe said about the customers of their organizations. */
async function eraseAtStripeEvents({ tx }: Context, { id, name }: Erasable, addresses: string[]): Promise<void> {
  const customers = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, subscriptions.organizationId), eq(memberships.userId, id)),
    )
    .where(
      and(
        isNotNull(subscriptions.stripeCustomerId),
        or(isNotNull(memberships.userId), inArray(subscriptions.billingEmail, addresses)),
      ),
    );
  if (customers.length === 0) return;
  const ids = pgArray(customers.map(({ customerId }) => customerId));
  const texts = pgArray([...addresses, ...(name ? [name] : [])]);
  await tx.execute(sql`select erase_in_stripe_events(${ids}::text[], ${texts}::text[])`);
}

/** Deletes what they were sent. In what others were sent, such as an invitation by them, something else stands for them. */
async function eraseEmails({ tx }: Context, { name }: Erasable, addresses: string[]): Promise<void> {
  await tx.delete(emails).where(inArray(emails.to, addresses));
  for (const address of addresses) await replaceInEmails({ tx }, inJson(address), inJson(erasedAddress));
  if (!name) return;
  await replaceInEmails({ tx }, JSON.stringify(name), JSON.stringify(formerMember));
  // Invitations name the person like this.
  await replaceInEmails({ tx }, `${inJson(name)} (${erasedAddress})`, formerMember);
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

async function replaceInEmails({ tx }: Pick<Context, "tx">, from: string, to: string): Promise<void> {
  const mentions: SQL = sql`position(${from} in ${emails.props}::text) > 0`;
  await tx
    .update(emails)
    .set({ props: sql`replace(${emails.props}::text, ${from}, ${to})::jsonb` })
    .where(mentions);
}
