import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SingleSignOnView } from "@/components/settings/single-sign-on/single-sign-on-view";
import { sellsSso, ssoFacts } from "@/lib/single-sign-on";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Single sign-on" };

export default async function SingleSignOnSettingsPage({ searchParams }: PageProps<"/settings/single-sign-on">) {
  if (!sellsSso()) notFound();
  const { test } = await searchParams;
  const shownTest = typeof test === "string" ? test : undefined;
  const facts = await memberPage({ roles: ["owner"], need: "read" }, (member) => ssoFacts(member, shownTest));
  return <SingleSignOnView facts={facts} />;
}
