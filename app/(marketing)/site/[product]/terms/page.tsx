import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { LegalPage } from "@/components/marketing/legal";
import { termsOfService } from "@/components/marketing/legal-terms";
import { catalogOf } from "@/lib/catalog";

type Props = PageProps<"/site/[product]/terms">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, copy } = catalogOf((await params).product);
  return {
    title: "Terms of service",
    description: `The agreement between you and ${copy.company.legalName} for the use of ${name}.`,
    alternates: { canonical: "/terms" },
  };
}

export default async function TermsPage({ params }: Props) {
  return (
    <>
      <Breadcrumbs trail={[{ name: "Terms of service", path: "/terms" }]} />
      <LegalPage title="Terms of service" {...termsOfService(catalogOf((await params).product))} />
    </>
  );
}
