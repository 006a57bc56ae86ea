import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { emails, users, verificationTokens } from "@/db/schema";
import { hashToken } from "@/lib/auth";
import { platformDatabase } from "@/lib/database";

/** The emails to an address, sent or waiting, oldest first. */
export const mailsTo = (address: string) =>
  platformDatabase().select().from(emails).where(eq(emails.to, address)).orderBy(emails.createdAt, emails.id);

/** The token of the link in the newest email to an address; undefined without one. */
export async function tokenMailedTo(address: string): Promise<string | undefined> {
  const url = (await mailsTo(address)).at(-1)?.props.url;
  return typeof url === "string" ? (new URL(url).searchParams.get("token") ?? undefined) : undefined;
}

/** Whose address a link was mailed to, whether or not it still works; a made-up id for an unknown link. */
export async function personOf(token: string): Promise<string> {
  const [row] = await platformDatabase()
    .select({ userId: users.id })
    .from(verificationTokens)
    .innerJoin(users, eq(users.email, verificationTokens.identifier))
    .where(eq(verificationTokens.token, hashToken(token)));
  return row?.userId ?? uuidv7();
}
