import "server-only";
import { uuidv7 } from "uuidv7";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { nameSchema } from "../input";

/**
 * Creates the account of someone whose company vouches for their address at its identity provider. Without a password, they can only
 * sign in there, until they set one with an emailed link.
 *
 * @param name the provider's name for them. Left out if it isn't suitable for emails to others.
 * @returns the new person's id.
 */
export async function createPersonWithoutPassword(
  { tx, now }: Context,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const id = uuidv7();
  const fitName = nameSchema(100, "").safeParse(name).data ?? null;
  await tx.insert(users).values({ id, email, name: fitName, emailVerified: now, createdAt: now });
  return id;
}
