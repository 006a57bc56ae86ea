import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { LegalPage } from "@/components/marketing/legal";
import { privacyPolicy } from "@/components/marketing/legal-privacy";
import { catalogOf } from "@/lib/catalog";

type Props = PageProps<"/site/[product]/privacy">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = catalogOf((await params).product);
  return {
    title: "Privacy policy",
    description: `What ${name} collects, why, how long we keep it, and the choices you have.`,
    alternates: { canonical: "/privacy" },
  };
}

export default async function PrivacyPage({ params }: Props) {
  return (
    <>
      <Breadcrumbs trail={[{ name: "Privacy policy", path: "/privacy" }]} />
      <LegalPage title="Privacy policy" {...privacyPolicy(catalogOf((await params).product))} />
    </>
  );
}
