import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { adminPage } from "@/lib/admin";

export const metadata: Metadata = { title: "Page not found" };

/** Any other address of the area: its 404, inside the frame, for those who may see the frame. */
export default async function UnknownAdminPage() {
  await adminPage(async () => undefined);
  notFound();
}
