"use client";

import { lazy, Suspense } from "react";
import type { ErrorPageProps } from "./error-view";

/** Every page has this file's script, and hardly any shows it. Without the rest, the error shows plainly. */
const ErrorView = lazy(() => import("./error-view").catch(() => ({ default: PlainError })));

export default function ErrorPage(props: ErrorPageProps) {
  return (
    <Suspense fallback={<PlainError {...props} />}>
      <ErrorView {...props} />
    </Suspense>
  );
}

function PlainError({ retry }: ErrorPageProps) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-4 px-6 text-center">
      <h1 className="text-heading">Something went wrong</h1>
      <button type="button" className="underline underline-offset-4" onClick={retry}>
        Try again
      </button>
    </main>
  );
}
