import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/auth/auth-frame";
import { catalog } from "@/lib/catalog";

/** The address of a mailed link holds its token: it is neither indexed nor told to another site. */
export const metadata: Metadata = { referrer: "no-referrer", robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthFrame catalog={catalog}>{children}</AuthFrame>;
}
