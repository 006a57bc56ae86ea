import { eq } from "drizzle-orm";
import { emails } from "@/db/schema";
import { platformDatabase } from "@/lib/database";

/** The emails to an address, sent or waiting, oldest first. */
export const mailsTo = (address: string) =>
  platformDatabase().select().from(emails).where(eq(emails.to, address)).orderBy(emails.createdAt, emails.id);

/** The token of the link in the newest email to an address; undefined without one. */
export async function tokenMailedTo(address: string): Promise<string | undefined> {
  const url = (await mailsTo(address)).at(-1)?.props.url;
  return typeof url === "string" ? (new URL(url).searchParams.get("token") ?? undefined) : undefined;
}
