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

/** Replaces the name of a person who deleted their account in emails to others. */
const formerMember = "A former member";
/** Reserved by RFC 2606, so it can't belong to anyone. */
const erasedAddress = "erased@example.invalid";

/**
 * Erases personal data outside of the account and the rows that cascade from it: in the outbox, the audit log, invitations and the
 * Stripe event log. Organizations keep what the person did there, by ID. Call it before the person leaves their organizations. Runs in
 * the platform role.
 *
 * @returns the organizations that had a pending invitation, so the caller can recount their seats.
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

/** The account's current and former addresses. */
async function addressesOf({ tx }: Context, { id, email }: Erasable): Promise<string[]> {
  const changes = await tx
    .select({ facts: auditPersonal.facts })
    .from(auditPersonal)
    .where(and(eq(auditPersonal.organizationId, accountChain), eq(auditPersonal.personId, id)));
  const earlier = changes.flatMap(({ facts }) => [facts.from, facts.to]).filter((each) => typeof each === "string");
  if (earlier.length === 0) return [email];
  // An address that this account once had, or asked for, may belong to someone else by now.
  const taken = await tx.select({ email: users.email }).from(users).where(inArray(users.email, earlier));
  const others = new Set(taken.map((row) => row.email).filter((each) => each !== email));
  return [...new Set([email, ...earlier.filter((each) => !others.has(each))])];
}

/** Stripe would keep sending invoices to the person. Another owner gets them instead, and can choose someone else. */
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

/** In the events of their organizations' Stripe customers. */
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

/** Deletes the emails they got. In emails to others, such as an invitation from them, their name and address are replaced. */
async function eraseEmails({ tx }: Context, { name }: Erasable, addresses: string[]): Promise<void> {
  await tx.delete(emails).where(inArray(emails.to, addresses));
  for (const address of addresses) await replaceInEmails({ tx }, inJson(address), inJson(erasedAddress));
  if (!name) return;
  await replaceInEmails({ tx }, JSON.stringify(name), JSON.stringify(formerMember));
  // The form in which invitations name the person.
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
