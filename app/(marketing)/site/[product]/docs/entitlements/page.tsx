import { DocPage, docMetadata } from "@/components/docs/doc-page";
import { catalogOf } from "@/lib/catalog";

export const metadata = docMetadata("/docs/entitlements");

export default async function EntitlementsDocs({ params }: PageProps<"/site/[product]/docs/entitlements">) {
  return <DocPage path="/docs/entitlements" catalog={catalogOf((await params).product)} />;
}
