import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { EmailPreview } from "@/components/email/email-preview";
import { previewEmail, previewExists } from "@/lib/email/preview";

export const metadata: Metadata = { title: "Emails", robots: { index: false } };

/** Previews of every email, for development. Doesn't exist in production. */
export default async function EmailsPage({ searchParams }: PageProps<"/dev/emails">) {
  await connection();
  if (!previewExists()) notFound();
  const { email, variant, view } = await searchParams;
  const chosen = await previewEmail({ template: String(email ?? ""), variant: String(variant ?? "") });
  return <EmailPreview {...chosen} view={String(view ?? "")} />;
}
