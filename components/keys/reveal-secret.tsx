"use client";

import { lazy, Suspense, useState } from "react";

/** Loaded with the first secret. */
const SecretDialog = lazy(() => import("./secret-dialog"));

export type RevealSecretProps = {
  value: string | undefined;
  onClose: () => void;
  /** A webhook signing secret, which we keep, rather than an API key, of which we keep a hash. */
  signs?: boolean;
  /** What its owner calls it. */
  name?: "key" | "token";
};

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
