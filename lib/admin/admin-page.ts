import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { impersonationOverPath, lacksSecondFactor, twoFactorSetUpPath, wasActing } from "@/lib/auth";
import { GatehouseError } from "@/lib/errors";
import type { Read } from "@/lib/replica";
import { pathHeader } from "@/lib/tenancy";
import { type Admin, readAsPlatformAdmin } from "./as-platform-admin";

/**
 * `readAsPlatformAdmin` for pages. Redirects visitors who aren't signed in to the sign-in page and back, and admins in a support
 * session to the customer's dashboard. An admin without a second factor has to set one up first. Everyone else gets a 404.
 */
export async function adminPage<T>(work: (admin: Read<Admin>) => Promise<T>): Promise<T> {
  const outcome = await readAsPlatformAdmin(async (admin) => ({ page: await work(admin) })).catch(outcomeOf);
  if (outcome === "session_over") redirect(impersonationOverPath);
  if (outcome === "impersonating") redirect("/dashboard");
  if (outcome === "second_factor") redirect(twoFactorSetUpPath(await requestedPath()));
  if (outcome === "unauthenticated") redirect(`/sign-in?next=${encodeURIComponent(await requestedPath())}`);
  if (outcome === "not_found") notFound();
  return outcome.page;
}

type Outcome = "unauthenticated" | "session_over" | "impersonating" | "second_factor" | "not_found";

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof GatehouseError)) throw error;
  if (error.code === "unauthenticated") return wasActing(error) ? "session_over" : error.code;
  if (error.code === "forbidden" && error.details.reason === "nested") return "impersonating";
  if (lacksSecondFactor(error)) return "second_factor";
  if (error.code === "not_found") return error.code;
  throw error;
}

const requestedPath = async () => (await headers()).get(pathHeader) ?? "/admin";
