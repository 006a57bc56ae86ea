import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function SupportRequestsLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-9" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
