import { DocPage, docMetadata } from "@/components/docs/doc-page";
import { catalogOf } from "@/lib/catalog";

export const metadata = docMetadata("/docs/going-live");

export default async function GoingLiveDocs({ params }: PageProps<"/site/[product]/docs/going-live">) {
  return <DocPage path="/docs/going-live" catalog={catalogOf((await params).product)} />;
}
