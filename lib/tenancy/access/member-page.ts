import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import {
  impersonationOverPath,
  lacksSecondFactor,
  lacksSingleSignOn,
  singleSignOnPath,
  twoFactorSetUpPath,
  wasActing,
} from "@/lib/auth";
import { GatehouseError } from "@/lib/errors";
import { asMember, type Member, type MemberOptions } from "./as-member";
import { selectedOrganization } from "./named-organization";
import { noteSeen } from "./note-seen";
import { pathHeader } from "./path-header";

export type MemberPageOptions = Omit<MemberOptions, "organization" | "supportSession"> & {
  /** The page also shows before onboarding is finished. */
  onboarding?: boolean;
};

/**
 * `asMember` for pages: redirects to where the reason of a refusal can be resolved (signing in and back, onboarding, the page
 * for people without an organization). A page that the role may not see is not found.
 */
export async function memberPage<T>(
  { onboarding = false, ...options }: MemberPageOptions,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const outcome = await asMember(
    { ...options, organization: selectedOrganization, supportSession: true },
    async (member): Promise<Outcome<T>> => {
      if (!onboarding && !member.organization.onboardedAt) return { kind: "elsewhere", path: "/onboarding" };
      const page = await work(member);
      await noteSeen(member);
      return { kind: "page", page };
    },
  ).catch(elsewhere);
  if (outcome.kind === "elsewhere") redirect(outcome.path);
  return outcome.page;
}

type Elsewhere = { kind: "elsewhere"; path: string };
type Outcome<T> = Elsewhere | { kind: "page"; page: T };

async function elsewhere(error: unknown): Promise<Elsewhere> {
  if (!(error instanceof GatehouseError)) throw error;
  switch (error.code) {
    case "unauthenticated":
      return { kind: "elsewhere", path: wasActing(error) ? impersonationOverPath : await signInPath() };
    case "not_found":
      return error.details.reason === "no_organization" ? { kind: "elsewhere", path: "/no-organization" } : notFound();
    case "forbidden":
      if (lacksSecondFactor(error)) return { kind: "elsewhere", path: twoFactorSetUpPath(await requestedPath()) };
      if (lacksSingleSignOn(error)) return { kind: "elsewhere", path: await requiredSignIn(error) };
      return error.details.rule === "suspended" ? { kind: "elsewhere", path: "/billing" } : notFound();
    default:
      throw error;
  }
}

const requiredSignIn = async ({ details }: GatehouseError): Promise<string> =>
  singleSignOnPath(await requestedPath(), typeof details.organization === "string" ? details.organization : undefined);

const requestedPath = async () => (await headers()).get(pathHeader) ?? "/dashboard";

async function signInPath(): Promise<string> {
  const path = (await headers()).get(pathHeader);
  return path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in";
}
