import { redirect } from "next/navigation";
import { afterImpersonation, leaveImpersonation } from "@/lib/auth";

/** Where a browser is sent when its support session has ended: the platform admin goes back to where it began. */
export async function GET(): Promise<never> {
  const left = await leaveImpersonation({ active: "keep" });
  redirect(left === "still_active" ? "/dashboard" : afterImpersonation(left));
}
