import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function OrganizationLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-28" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
