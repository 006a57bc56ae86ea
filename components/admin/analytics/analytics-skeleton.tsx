import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** What any section of analytics shows until its figures are there. */
export function AnalyticsSkeleton() {
  return (
    <PageSkeleton>
      <Skeleton className="h-10" />
      <Skeleton className="h-80 rounded-lg" />
      <div className="grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </PageSkeleton>
  );
}
