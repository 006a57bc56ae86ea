import type { ReactNode } from "react";
import { requireProduct } from "@/components/products/require-product";

export default function ProductLayout({ children }: { children: ReactNode }) {
  requireProduct("origin");
  return children;
}
