import "server-only";
import { uuidv7 } from "uuidv7";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { requireUncommonPassword } from "../passwords/common-password";
import { hashPassword } from "../passwords/passwords";

export type NewUserInput = {
  email: string;
  password: string;
  name?: string;
  /** The person has proved that they own the address: they hold a link emailed to it. */
  verified: boolean;
};

/**
 * @returns the new person's id, or undefined when the address is taken. The password is hashed either way, so both take the same time.
 * @throws GatehouseError `invalid_input` for a common password.
 */
export async function createUser(ctx: Context, input: NewUserInput): Promise<string | undefined> {
  await requireUncommonPassword(input.password, input);
  const passwordHash = await hashPassword(input.password);
  const [user] = await ctx.tx
    .insert(users)
    .values({
      id: uuidv7(),
      email: input.email,
      name: input.name ?? null,
      passwordHash,
      emailVerified: input.verified ? ctx.now : null,
      createdAt: ctx.now,
    })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return user?.id;
}
