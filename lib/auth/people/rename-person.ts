import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { PersonContext } from "./as-person";

/** Changes the name that teammates see. */
export async function renamePerson({ tx, session }: PersonContext, { name }: { name: string }): Promise<void> {
  await tx.update(users).set({ name }).where(eq(users.id, session.user.id));
}
