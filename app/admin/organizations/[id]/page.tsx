import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { OrganizationView } from "@/components/admin/organization-view";
import { planName } from "@/components/admin/plan-name";
import { adminPage, organizationFile } from "@/lib/admin";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params }: PageProps<"/admin/organizations/[id]">) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const page = await adminPage(async (admin) => ({ file: await organizationFile(admin, id.data), now: admin.now }));
  return <OrganizationView {...page} planName={planName} />;
}
