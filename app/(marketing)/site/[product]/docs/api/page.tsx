import type { Metadata } from "next";
import { ApiReference } from "@/components/api/reference";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { apiDocument } from "@/lib/api/document";
import { catalogOf } from "@/lib/catalog";
import { env } from "@/lib/env";

type Props = PageProps<"/site/[product]/docs/api">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const catalog = catalogOf((await params).product);
  return {
    title: "API reference",
    description: `Report usage to ${catalog.name}, check limits and features, and read the subscription over HTTP.`,
    alternates: { canonical: "/docs/api" },
  };
}

export default async function ApiReferencePage({ params }: Props) {
  const { name, product } = catalogOf((await params).product);
  return (
    <>
      <Breadcrumbs
        trail={[
          { name: "Docs", path: "/docs" },
          { name: "API reference", path: "/docs/api" },
        ]}
      />
      <ApiReference
        document={apiDocument({ title: `${name} API`, version: "1", url: env.APP_URL, product })}
        origin={env.APP_URL}
      />
    </>
  );
}
