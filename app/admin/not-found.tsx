import type { Metadata } from "next";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Page not found" };

export default function AdminNotFound() {
  return (
    <EmptyState
      size="page"
      figure="404"
      arch="open"
      heading="h1"
      title="Page not found"
      description="Check the URL, or go back to the overview. The page may have been deleted."
      action={
        <Button asChild variant="outline">
          <Link href="/admin">Go to overview</Link>
        </Button>
      }
    />
  );
}
