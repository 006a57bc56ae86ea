import { DocPage, docMetadata } from "@/components/docs/doc-page";
import { catalogOf } from "@/lib/catalog";

export const metadata = docMetadata("/docs/metering");

export default async function MeteringDocs({ params }: PageProps<"/site/[product]/docs/metering">) {
  return <DocPage path="/docs/metering" catalog={catalogOf((await params).product)} />;
}
