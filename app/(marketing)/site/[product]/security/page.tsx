import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { SecurityPage } from "@/components/security/security-page";
import { catalogOf } from "@/lib/catalog";

type Props = PageProps<"/site/[product]/security">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = catalogOf((await params).product);
  return {
    title: "Security",
    description: `How ${name} protects your data: isolation, sign-in, payments, secrets and staff access, and how to report a vulnerability.`,
    alternates: { canonical: "/security" },
  };
}

export default async function Security({ params }: Props) {
  return (
    <>
      <Breadcrumbs trail={[{ name: "Security", path: "/security" }]} />
      <SecurityPage catalog={catalogOf((await params).product)} />
    </>
  );
}
