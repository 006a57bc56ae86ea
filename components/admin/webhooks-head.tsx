import { PageHeader } from "@/components/ui/page-header";
import { SectionLinks } from "./section-links";

const links = [
  { href: "/admin/webhooks", text: "From Stripe" },
  { href: "/admin/webhooks/endpoints", text: "To your systems" },
];

/** The head both pages of webhooks share. */
export function WebhooksHead({ description }: { description: string }) {
  return (
    <div className="grid gap-4">
      <PageHeader title="Webhooks" description={description} />
      <SectionLinks label="Webhooks" links={links} />
    </div>
  );
}
