import "server-only";
import { z } from "zod";
import { emailSuppressions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { invalidInput } from "@/lib/errors";
import { categoryWords } from "./categories";
import { maskAddress, readUnsubscription, type Unsubscription } from "./unsubscribe-link";

export const unsubscribeTokenSchema = z.string().max(1_000);

/** What a link is about, for its page; undefined for one that is not ours. */
export function describeUnsubscription(token: string) {
  const read = readUnsubscription(token, env.AUTH_SECRET);
  return read && { ...categoryWords[read.category], address: maskAddress(read.address) };
}

/** @throws GatehouseError `invalid_input` for a link that is not ours. */
function requireUnsubscription(token: string): Unsubscription {
  const read = readUnsubscription(token, env.AUTH_SECRET);
  if (!read) throw invalidInput("This link is not complete. Copy it whole from the e-mail.", { reason: "link_gone" });
  return read;
}

/** Sends no more of a kind to an address, by the link in an e-mail. The same again changes nothing. */
export async function unsubscribe({ tx, now }: Context, { token }: { token: string }): Promise<Unsubscription> {
  const unsubscription = requireUnsubscription(token);
  await tx
    .insert(emailSuppressions)
    .values({ ...unsubscription, createdAt: now })
    .onConflictDoNothing();
  return unsubscription;
}
