import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FirstStep } from "@/components/onboarding/first-step";
import { OrganizationStep } from "@/components/onboarding/organization-step";
import { entitlementsOf } from "@/lib/entitlements";
import { isAnswered, organizationProfile } from "@/lib/onboarding";
import { product } from "@/lib/products";
import { memberPage } from "@/lib/tenancy";
import { finish, saveOrganization } from "./actions";

export const metadata: Metadata = { title: "Set up your organization" };

export default async function OnboardingPage({ searchParams }: PageProps<"/onboarding">) {
  const draft = texts(await searchParams);
  const { organization, access, verified } = await memberPage({ onboarding: true }, async (member) => ({
    organization: await organizationProfile(member),
    access: (await entitlementsOf(member)).access,
    verified: member.session.user.emailVerified,
  }));
  if (organization.onboardedAt) redirect("/dashboard");
  // An organization without a trial has to buy a plan first: it can't create anything yet.
  if (access === "read_only" || access === "blocked") redirect("/billing");
  const wantsFirst = draft.step !== "organization" && isAnswered(product.questions, organization.profile);
  return wantsFirst ? (
    <FirstStep draft={draft} verified={verified} finish={finish} />
  ) : (
    <OrganizationStep draft={draft} organization={organization} save={saveOrganization} />
  );
}

function texts(query: Record<string, string | string[] | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
