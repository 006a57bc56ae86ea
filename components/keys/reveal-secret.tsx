"use client";

import { lazy, Suspense, useState } from "react";
import type { RevealSecretProps } from "./secret-dialog";

/** Loaded with the first secret. */
const SecretDialog = lazy(() => import("./secret-dialog"));

/** Shows a new secret, this once. Closed while `value` is undefined. */
export function RevealSecret(props: RevealSecretProps) {
  const [mounted, setMounted] = useState(false);
  if (props.value !== undefined && !mounted) setMounted(true);
  if (!mounted) return null;
  return (
    <Suspense>
      <SecretDialog {...props} />
    </Suspense>
  );
}
