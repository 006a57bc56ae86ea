"use server";

import { redirect } from "next/navigation";
import { signOut as endSession } from "@/lib/auth/next-auth";

/** Ends this session, in the database and in the browser. */
export async function signOut(): Promise<void> {
  await endSession({ redirect: false });
  redirect("/sign-in");
}
