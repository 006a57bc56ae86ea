import type { Metadata } from "next";
import { Button } from "@/components/ui/button";

// Rendered at build time, when the product that will be sold isn't known yet: it must not name one.
export const metadata: Metadata = { title: { absolute: "Page not found" }, description: null, applicationName: null };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="grid max-w-md justify-items-center gap-4 text-center">
        <p className="font-mono text-muted-foreground text-sm">404</p>
        <h1 className="text-heading">Page not found</h1>
        <p className="text-pretty text-muted-foreground">
          The URL may be mistyped, the page may have moved, or it belongs to an account you're not signed in to.
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button asChild>
            <a href="/dashboard">Go to dashboard</a>
          </Button>
          <Button asChild variant="outline">
            <a href="/">Go to home page</a>
          </Button>
        </div>
      </div>
    </main>
  );
}
