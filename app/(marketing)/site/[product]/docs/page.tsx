import { DocPage, docMetadata } from "@/components/docs/doc-page";
import { catalogOf } from "@/lib/catalog";

export const metadata = docMetadata("/docs");

export default async function QuickStart({ params }: PageProps<"/site/[product]/docs">) {
  return <DocPage path="/docs" catalog={catalogOf((await params).product)} />;
}
