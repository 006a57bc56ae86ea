import type { Metadata } from "next";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <EmptyState
      size="page"
      figure="404"
      arch="open"
      heading="h1"
      title="Page not found"
      description="It may have been deleted, or it belongs to an organization you're not in."
      action={
        <Button asChild variant="outline">
          <Link href="/dashboard">Go to dashboard</Link>
        </Button>
      }
    />
  );
}
