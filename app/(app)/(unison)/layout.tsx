import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { catalog } from "@/lib/catalog";

/** These pages are one product's own: where another is sold, they do not exist. */
export default function UnisonLayout({ children }: { children: ReactNode }) {
  if (catalog.product !== "unison") notFound();
  return children;
}
