"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { now } from "@/lib/clock";
import { day, second } from "@/lib/durations";
import { dismissalCookie, dismissedOn } from "./dismissal";

const keySchema = z.enum(["trial", "ended", "cancel", "card", "unverified"]);

/** Hides a banner until tomorrow in this browser. */
export async function dismissBanner(key: string): Promise<void> {
  const known = keySchema.safeParse(key);
  if (!known.success) return;
  const store = await cookies();
  store.set(dismissalCookie(known.data), dismissedOn(now()), {
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    maxAge: (2 * day) / second,
  });
}
