import "server-only";
import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import {
  auditLog,
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
  supportRequests,
  users,
  verificationTokens,
} from "@/db/schema";
import { accountChain, erasePersonal, personalOfRow } from "@/lib/audit";
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
  await handOverInvoices(ctx, person, addresses);
  await eraseAtStripeEvents(ctx, person, addresses);
  await eraseEmails(ctx, person, addresses);
  const { tx } = ctx;
  await tx.delete(emailSuppressions).where(inArray(emailSuppressions.address, addresses));
  await tx
    .delete(supportRequests)
    .where(or(inArray(supportRequests.email, addresses), eq(supportRequests.userId, person.id)));
  await tx.delete(verificationTokens).where(inArray(verificationTokens.identifier, [...addresses, person.email]));
  await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.actor, `user ${person.id}`));
  await erasePersonal(ctx, { personId: person.id, emails: addresses });
  // A directory may name someone else by this address.
  const unlinked = or(isNull(directoryUsers.userId), eq(directoryUsers.userId, person.id));
  await tx.delete(directoryUsers).where(and(inArray(directoryUsers.email, addresses), unlinked));
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

/**
 * The account's current and former addresses, as far as the person proved that they are theirs. What is stored about any other address is
 * its owner's: anyone could otherwise sign up with it, or ask to change to it, and delete their invitations.
 */
async function addressesOf({ tx }: Context, { id, email }: Erasable): Promise<string[]> {
  const [account] = await tx.select({ verified: users.emailVerified }).from(users).where(eq(users.id, id));
  const changes = await tx
    .select({ facts: auditPersonal.facts })
    .from(auditPersonal)
    .innerJoin(auditLog, personalOfRow)
    .where(
      and(
        eq(auditPersonal.organizationId, accountChain),
        eq(auditPersonal.personId, id),
        eq(auditLog.action, "auth.email_changed"),
      ),
    );
  const earlier = changes.flatMap(({ facts }) => [facts.from, facts.to]).filter((each) => typeof each === "string");
  const own = account?.verified ? [email] : [];
  if (earlier.length === 0) return own;
  // An address that this account once had may belong to someone else by now.
  const taken = await tx.select({ email: users.email }).from(users).where(inArray(users.email, earlier));
  const others = new Set(taken.map((row) => row.email).filter((each) => each !== email));
  return [...new Set([...own, ...earlier.filter((each) => !others.has(each))])];
}

/** Stripe would keep sending invoices to the person. Another owner gets them instead, and can choose someone else. */
async function handOverInvoices({ tx }: Context, { id: userId, email }: Erasable, addresses: string[]): Promise<void> {
  const another = sql<string | null>`(select o.user_id from ${memberships} o
    where o.organization_id = ${subscriptions.organizationId} and o.role = 'owner' and o.user_id <> ${userId}
    order by o.created_at limit 1)`;
  const own = await tx
    .select({ organizationId: subscriptions.organizationId, billingTo: another })
    .from(subscriptions)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, subscriptions.organizationId), eq(memberships.userId, userId)),
    )
    .where(
      and(
        isNotNull(subscriptions.stripeCustomerId),
        or(
          inArray(subscriptions.billingEmail, addresses),
          and(eq(subscriptions.billingEmail, email), isNotNull(memberships.userId)),
        ),
      ),
    );
  for (const { organizationId, billingTo } of own) {
    if (!billingTo) continue;
    await sendJob({ tx }, "update-customer", { organizationId, billingTo }, `${organizationId} billing`);
  }
}

/** In the events of their organizations' Stripe customers. */
async function eraseAtStripeEvents({ tx }: Context, { id, email, name }: Erasable, addresses: string[]): Promise<void> {
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
  const texts = pgArray([...new Set([...addresses, email]), ...(name ? [name] : [])]);
  await tx.execute(sql`select erase_in_stripe_events(${ids}::text[], ${texts}::text[])`);
}

/** Deletes the emails they got. In emails to others, such as an invitation from them, their name and address are replaced. */
async function eraseEmails({ tx }: Context, { email }: Erasable, addresses: string[]): Promise<void> {
  const current = sql<string>`${emails.props}->>'currentEmail'`;
  // To an address they asked to change to.
  await tx.delete(emails).where(and(eq(emails.template, "email-change-new"), eq(current, email)));
  await tx.delete(emails).where(inArray(emails.to, addresses));
  // About their account alone, at an address they never proved.
  await tx.delete(emails).where(and(eq(emails.to, email), isNull(emails.organizationId)));
  for (const address of new Set([...addresses, email])) await eraseMentions({ tx }, address);
}

async function eraseMentions({ tx }: Pick<Context, "tx">, address: string): Promise<void> {
  const rows = await tx
    .select({ id: emails.id, props: emails.props })
    .from(emails)
    .where(sql`position(${inJson(address)} in ${emails.props}::text) > 0`)
    .for("update");
  for (const { id, props } of rows) {
    const { invitedBy } = props;
    const erased = Object.fromEntries(
      Object.entries(props).map(([name, value]) => [name, withoutAddress(value, address)]),
    );
    // As `inviterInMail` names the person, whose name may have been shortened.
    const isInviter = typeof invitedBy === "string" && (invitedBy === address || invitedBy.endsWith(` (${address})`));
    await tx
      .update(emails)
      .set({ props: isInviter ? { ...erased, invitedBy: formerMember } : erased })
      .where(eq(emails.id, id));
  }
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The same value, in which the address is replaced wherever it isn't part of another one, as `ann@x.com` is of `joann@x.com`. */
function withoutAddress(value: unknown, address: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutAddress(each, address));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutAddress(each, address)]));
  }
  return typeof value === "string" ? value.replace(wholeAddress(address), erasedAddress) : value;
}

function wholeAddress(address: string): RegExp {
  const literal = address.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}.!#$%&'*+/=?^_\`{|}~-])${literal}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, "gu");
}
