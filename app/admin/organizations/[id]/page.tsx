import { notFound } from "next/navigation";
import { z } from "zod";
import { actFacts } from "@/components/admin/organizations/acts/act-facts";
import { impersonationEndText } from "@/components/admin/organizations/page/impersonation-end";
import { OrganizationView } from "@/components/admin/organizations/page/organization-view";
import { adminPage, organizationDetails } from "@/lib/admin";
import { catalog } from "@/lib/catalog";

const named = ({ key, name }: { key: string; name: string }) => ({ key, name });
const subjects = { features: catalog.features.map(named), meters: catalog.meters.map(named) };

export default async function OrganizationPage({ params, searchParams }: PageProps<"/admin/organizations/[id]">) {
  const { acted } = await searchParams;
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const { details, now } = await adminPage(async (admin) => ({
    details: await organizationDetails(admin, id.data),
    now: admin.now,
  }));
  return (
    <OrganizationView
      details={details}
      now={now}
      subjects={subjects}
      facts={actFacts(details, catalog)}
      currency={catalog.currency}
      notice={typeof acted === "string" ? impersonationEndText(acted) : undefined}
    />
  );
}
