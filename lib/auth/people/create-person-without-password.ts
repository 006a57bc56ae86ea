import "server-only";
import type { Context } from "@/lib/context";
import { nameSchema } from "../input";
import { createUserWithoutPassword } from "./create-user";

/**
 * Creates the account of someone whose company vouches for their address at its identity provider. Without a password, they can only
 * sign in there, until they set one with an emailed link.
 *
 * @param name the provider's name for them. Left out if it isn't suitable for emails to others.
 * @returns the new person's id, or undefined if someone created an account with the address in the meantime.
 */
export const createPersonWithoutPassword = (
  ctx: Context,
  { email, name }: { email: string; name: string | null },
): Promise<string | undefined> =>
  createUserWithoutPassword(ctx, { email, name: nameSchema(100, "").safeParse(name).data, verified: true });
