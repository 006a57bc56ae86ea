import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Gallery } from "@/components/gallery/gallery";
import { previewExists } from "@/lib/email/preview";

export const metadata: Metadata = { title: "Components", robots: { index: false } };

/** Every component and state of the visual language, for development. Doesn't exist in production. */
export default async function ComponentsPage() {
  await connection();
  if (!previewExists()) notFound();
  return <Gallery />;
}
