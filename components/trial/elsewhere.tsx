"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Shows what is in it on every page except one, which says the same itself. */
export function Elsewhere({ than, children }: { than: string; children: ReactNode }) {
  return usePathname() === than ? null : children;
}
