import type { Metadata } from "next";
import { LegalPage } from "@/components/marketing/legal";
import { termsOfService } from "@/components/marketing/legal-terms";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = {
  title: "Terms of service",
  description: `The agreement between you and ${catalog.copy.company.legalName} about the use of ${catalog.name}.`,
  alternates: { canonical: "/terms" },
};

export default function TermsPage() {
  return <LegalPage title="Terms of service" {...termsOfService(catalog)} />;
}
