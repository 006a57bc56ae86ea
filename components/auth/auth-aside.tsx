"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The pitch beside the sign-up form. People who have an account see none of it. */
export function AuthAside({ pitch, quiet }: { pitch: ReactNode; quiet: ReactNode }) {
  return usePathname().startsWith("/sign-up") ? pitch : quiet;
}
