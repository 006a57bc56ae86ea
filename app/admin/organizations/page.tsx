import type { Metadata } from "next";
import { OrganizationsView } from "@/components/admin/organizations/organizations-view";
import { adminPage, listOrganizations, organizationFilterSchema } from "@/lib/admin";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = { title: "Organizations" };

export default async function OrganizationsPage({ searchParams }: PageProps<"/admin/organizations">) {
  const filter = organizationFilterSchema.parse(await searchParams);
  const { rows, next } = await adminPage((admin) => listOrganizations(admin, filter));
  return <OrganizationsView filter={filter} rows={rows} next={next} catalog={catalog} />;
}
