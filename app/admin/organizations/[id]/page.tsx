import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { OrganizationView } from "@/components/admin/organizations/organization-view";
import { planName } from "@/components/admin/plan-name";
import { actedWords } from "@/components/admin/words";
import { adminPage, organizationFile } from "@/lib/admin";
import { catalog } from "@/lib/catalog";
import { verify } from "../../reconciliation/actions";
import { extendTrialOf, grantOverrideTo, impersonate, reactivate, revokeOverrideOf, suspend } from "./actions";

export const metadata: Metadata = { title: "Organization" };

const named = ({ key, name }: { key: string; name: string }) => ({ key, name });
const subjects = { features: catalog.features.map(named), meters: catalog.meters.map(named) };

export default async function OrganizationPage({ params, searchParams }: PageProps<"/admin/organizations/[id]">) {
  const { acted } = await searchParams;
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const page = await adminPage(async (admin) => ({ file: await organizationFile(admin, id.data), now: admin.now }));
  const overrides = { grant: grantOverrideTo.bind(null, id.data), revoke: revokeOverrideOf.bind(null, id.data) };
  const actions = {
    extendTrial: extendTrialOf.bind(null, id.data),
    suspend: suspend.bind(null, id.data),
    reactivate: reactivate.bind(null, id.data),
  };
  const back = typeof acted === "string" ? actedWords(acted) : undefined;
  const more = { planName, subjects, overrides, actions, verify, back, impersonate: impersonate.bind(null, id.data) };
  return <OrganizationView {...page} {...more} />;
}
