import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function StripeEventsLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-28" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
