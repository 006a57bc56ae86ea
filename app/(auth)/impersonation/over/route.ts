import { redirect } from "next/navigation";
import { leaveImpersonation, wayBack } from "@/lib/auth";

/** Where a browser is sent whose impersonation is over: it becomes itself again, and goes back to where it began. */
export async function GET(): Promise<never> {
  const left = await leaveImpersonation({ still: "keep" });
  redirect(left === "goes_on" ? "/dashboard" : wayBack(left));
}
