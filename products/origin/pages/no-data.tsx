import { Database, GitCompareArrows } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of results: what is still missing for the first ones. */
export function NoResults({ hasData }: { hasData: boolean }) {
  return hasData ? (
    <EmptyState
      icon={GitCompareArrows}
      title="No results yet"
      description="Your conversions are here. Run a model to see which channel earned them."
      action={
        <Button asChild>
          <Link href="/runs">Run a model</Link>
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={Database}
      title="No conversions yet"
      description="Upload a CSV file or send events with the API. Then run a model to see each channel’s return."
      action={
        <Button asChild>
          <Link href="/data">Add data</Link>
        </Button>
      }
    />
  );
}
