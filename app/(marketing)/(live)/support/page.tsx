import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { SupportPage } from "@/components/support/support-page";
import { currentSession } from "@/lib/auth";
import { catalog } from "@/lib/catalog";
import { ownOrganizations } from "@/lib/tenancy";

export const metadata: Metadata = {
  title: "Support",
  description: `Get help with ${catalog.name}: write to our support team, read the guides, or check the system status.`,
  alternates: { canonical: "/support" },
};

export default async function Support({ searchParams }: PageProps<"/support">) {
  const { sent, topic } = await searchParams;
  const session = await currentSession();
  const shown = session && !session.impersonator ? session : null;
  return (
    <>
      <Breadcrumbs trail={[{ name: "Support", path: "/support" }]} />
      <SupportPage
        catalog={catalog}
        person={shown ? { name: shown.user.name ?? "", email: shown.user.email } : undefined}
        organizations={shown ? await ownOrganizations(shown) : []}
        sent={typeof sent === "string" && /^R-[0-9A-F]{8}$/.test(sent) ? sent : undefined}
        topic={typeof topic === "string" ? topic : undefined}
      />
    </>
  );
}
