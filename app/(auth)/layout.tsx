import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/auth/auth-frame";
import { catalog } from "@/lib/catalog";

/**
 * The URL of an emailed link contains its token: keep it out of search engines and of the Referer header. That names the
 * origin alone. Without any, the browser would send a form's `Origin` as null, which Next.js refuses.
 */
export const metadata: Metadata = { referrer: "strict-origin", robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthFrame catalog={catalog}>{children}</AuthFrame>;
}
