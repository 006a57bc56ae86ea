import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Page not found" };

/** Any other address below: the 404 inside the frame. */
export default async function UnknownPage() {
  await memberPage({}, async () => undefined);
  notFound();
}
