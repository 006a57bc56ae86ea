import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { GatehouseError } from "@/lib/errors";
import { asMember, type Member, type MemberOptions } from "./as-member";

/** The header in which `proxy.ts` says which page is asked for; a server component cannot know otherwise. */
export const pathHeader = "x-gatehouse-path";

export type MemberPageOptions = MemberOptions & {
  /** The page is part of onboarding, so it shows before that is done. */
  onboarding?: boolean;
};

/**
 * `asMember` for pages: sends the visitor where the refusal can be mended. To sign in and back here; to onboarding; to
 * the page for people without an organization. A page which the role may not see does not exist for it.
 */
export async function memberPage<T>(
  { onboarding = false, ...options }: MemberPageOptions,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const outcome = await asMember(options, async (member) => {
    if (!onboarding && !member.organization.onboardedAt) return { to: "/onboarding" } as const;
    return { page: await work(member) };
  }).catch(whereTo);
  if ("to" in outcome) redirect(outcome.to);
  return outcome.page;
}

async function whereTo(error: unknown): Promise<{ to: string }> {
  if (!(error instanceof GatehouseError)) throw error;
  switch (error.code) {
    case "unauthenticated":
      return { to: await signInPath() };
    case "not_found":
      return error.details.reason === "no_organization" ? { to: "/no-organization" } : notFound();
    case "forbidden":
      return notFound();
    default:
      throw error;
  }
}

async function signInPath(): Promise<string> {
  const path = (await headers()).get(pathHeader);
  return path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in";
}
