import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

// Rendered at build time, when the product that will be sold isn't known yet: it must not name one.
export const metadata: Metadata = { title: { absolute: "Page not found" }, description: null, applicationName: null };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        size="page"
        figure="404"
        arch="open"
        heading="h1"
        title="Page not found"
        description="The URL may be mistyped, the page may have moved, or it belongs to an account you're not signed in to."
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <a href="/dashboard">Go to dashboard</a>
            </Button>
            <Button asChild variant="outline">
              <a href="/">Go to home page</a>
            </Button>
          </div>
        }
      />
    </main>
  );
}
