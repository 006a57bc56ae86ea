"use client";

import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";

export type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorView({ error, retry }: ErrorPageProps) {
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        size="page"
        arch="half"
        heading="h1"
        title="Something went wrong"
        description={`This page didn't load. Try again in a moment. If the problem persists, contact support${error.digest ? " with the reference below" : ""}.`}
        action={
          <>
            {error.digest && <code className="rounded-sm bg-muted px-2 py-1 font-mono text-sm">{error.digest}</code>}
            <div className="flex flex-wrap justify-center gap-2">
              <button type="button" className={buttonVariants()} onClick={retry}>
                Try again
              </button>
              <a className={buttonVariants({ variant: "outline" })} href="/">
                Go to home page
              </a>
            </div>
          </>
        }
      />
    </main>
  );
}
