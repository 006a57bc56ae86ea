import "server-only";
import { z } from "zod";
import { emailSuppressions } from "@/db/schema";
import { withAnySecret } from "@/lib/auth-secrets";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { categoryLabels } from "./categories";
import { maskAddress, readUnsubscription, type Unsubscription } from "./unsubscribe-link";

export const unsubscribeTokenSchema = z.string().max(1_000);

/** What a link unsubscribes from, for its page. Undefined if the link is invalid. */
export function describeUnsubscription(token: string) {
  const read = withAnySecret((secret) => readUnsubscription(token, secret));
  return read && { ...categoryLabels[read.category], address: maskAddress(read.address) };
}

/** @throws GatehouseError `invalid_input` if the link is invalid. */
function requireUnsubscription(token: string): Unsubscription {
  const read = withAnySecret((secret) => readUnsubscription(token, secret));
  if (!read) throw invalidInput("This link is invalid. Open it from the email again.", { reason: "link_gone" });
  return read;
}

/** Turns off a category for an address, by the link in an email. Idempotent. */
export async function unsubscribe({ tx, now }: Context, { token }: { token: string }): Promise<Unsubscription> {
  const unsubscription = requireUnsubscription(token);
  await tx
    .insert(emailSuppressions)
    .values({ ...unsubscription, createdAt: now })
    .onConflictDoNothing();
  return unsubscription;
}
