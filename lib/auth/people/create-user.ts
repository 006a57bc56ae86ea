import "server-only";
import { uuidv7 } from "uuidv7";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { requireUncommonPassword } from "../passwords/common-password";
import { hashPassword } from "../passwords/passwords";

export type NewUserInput = {
  email: string;
  password: string;
  name?: string | undefined;
  /** Whether the person has proved that they own the address, by a link emailed to it. */
  verified: boolean;
};

/** Creates someone who only signs in with a provider. @returns their id, or undefined when the address is taken. */
export const createUserWithoutPassword = (
  ctx: Context,
  { email, name, verified }: Omit<NewUserInput, "password">,
): Promise<string | undefined> => insertUser(ctx, { email, name, verified, passwordHash: null });

/**
 * @returns the new person's id, or undefined when the address is taken. The password is hashed either way, so both take the same time.
 * @throws GatehouseError `invalid_input` for a common password.
 */
export async function createUser(ctx: Context, input: NewUserInput): Promise<string | undefined> {
  await requireUncommonPassword(input.password, input);
  return insertUser(ctx, { ...input, passwordHash: await hashPassword(input.password) });
}

async function insertUser(
  { tx, now }: Context,
  { email, name, verified, passwordHash }: Omit<NewUserInput, "password"> & { passwordHash: string | null },
): Promise<string | undefined> {
  const [user] = await tx
    .insert(users)
    .values({
      id: uuidv7(),
      email,
      name: name ?? null,
      passwordHash,
      emailVerified: verified ? now : null,
      createdAt: now,
    })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return user?.id;
}
