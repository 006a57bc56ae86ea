import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { impersonationOverPath, wasActing } from "@/lib/auth";
import { GatehouseError } from "@/lib/errors";
import { pathHeader } from "@/lib/tenancy";
import { type Admin, asPlatformAdmin } from "./as-platform-admin";

/**
 * `asPlatformAdmin` for pages. Redirects visitors who aren't signed in to the sign-in page and back, and admins in a support
 * session to the customer's dashboard. Everyone else gets a 404.
 */
export async function adminPage<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const outcome = await asPlatformAdmin(async (admin) => ({ page: await work(admin) })).catch(outcomeOf);
  if (outcome === "session_over") redirect(impersonationOverPath);
  if (outcome === "impersonating") redirect("/dashboard");
  if (outcome === "unauthenticated") redirect(`/sign-in?next=${encodeURIComponent(await requestedPath())}`);
  if (outcome === "not_found") notFound();
  return outcome.page;
}

function outcomeOf(error: unknown): "unauthenticated" | "session_over" | "impersonating" | "not_found" {
  if (!(error instanceof GatehouseError)) throw error;
  if (error.code === "unauthenticated") return wasActing(error) ? "session_over" : error.code;
  if (error.code === "forbidden" && error.details.reason === "nested") return "impersonating";
  if (error.code === "not_found") return error.code;
  throw error;
}

const requestedPath = async () => (await headers()).get(pathHeader) ?? "/admin";
