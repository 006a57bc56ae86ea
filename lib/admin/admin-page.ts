import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { impersonationOverPath, wasActing } from "@/lib/auth";
import { GatehouseError } from "@/lib/errors";
import { pathHeader } from "@/lib/tenancy";
import { type Admin, asPlatformAdmin } from "./as-platform-admin";

/**
 * `asPlatformAdmin` for pages: to the sign-in and back for who is not signed in, to the customer's pages for who acts for one,
 * a page that is not there for others.
 */
export async function adminPage<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const outcome = await asPlatformAdmin(async (admin) => ({ page: await work(admin) })).catch(refusalOf);
  if (outcome === "over") redirect(impersonationOverPath);
  if (outcome === "acting") redirect("/dashboard");
  if (outcome === "unauthenticated") redirect(`/sign-in?next=${encodeURIComponent(await askedPath())}`);
  if (outcome === "not_found") notFound();
  return outcome.page;
}

function refusalOf(error: unknown): "unauthenticated" | "over" | "acting" | "not_found" {
  if (!(error instanceof GatehouseError)) throw error;
  if (error.code === "unauthenticated") return wasActing(error) ? "over" : error.code;
  if (error.code === "forbidden" && error.details.reason === "nested") return "acting";
  if (error.code === "not_found") return error.code;
  throw error;
}

const askedPath = async () => (await headers()).get(pathHeader) ?? "/admin";
