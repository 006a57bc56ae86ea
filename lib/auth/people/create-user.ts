import "server-only";
import { uuidv7 } from "uuidv7";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { hashPassword } from "../passwords/passwords";

export type NewUserInput = {
  email: string;
  password: string;
  name?: string;
  /** The person has shown that the address is theirs: they hold a link that was mailed to it. */
  verified: boolean;
};

/** @returns the new person's id, or undefined when the address is taken. Takes the same time either way. */
export async function createUser(ctx: Context, input: NewUserInput): Promise<string | undefined> {
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
