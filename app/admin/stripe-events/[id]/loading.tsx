import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function EventLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-28" />
      <Skeleton className="h-96 rounded-lg" />
    </PageSkeleton>
  );
}
