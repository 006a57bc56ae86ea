import "server-only";
import { notFound } from "next/navigation";
import { catalog } from "@/lib/catalog";

/** For the layout of a product's own pages: a deployment that sells another product answers them with a 404. */
export function requireProduct(product: string): void {
  if (catalog.product !== product) notFound();
}
