import type { Metadata } from "next";
import { LegalPage } from "@/components/marketing/legal";
import { privacyPolicy } from "@/components/marketing/legal-privacy";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = {
  title: "Privacy policy",
  description: `What ${catalog.name} stores about you, why, for how long, and what you can ask of us.`,
  alternates: { canonical: "/privacy" },
};

export default function PrivacyPage() {
  return <LegalPage title="Privacy policy" {...privacyPolicy(catalog)} />;
}
