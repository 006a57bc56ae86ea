import { DocPage, docMetadata } from "@/components/docs/doc-page";
import { catalogOf } from "@/lib/catalog";

export const metadata = docMetadata("/docs/webhooks");

export default async function WebhooksDocs({ params }: PageProps<"/site/[product]/docs/webhooks">) {
  return <DocPage path="/docs/webhooks" catalog={catalogOf((await params).product)} />;
}
