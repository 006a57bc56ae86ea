import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function SupportRequestLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-28" />
      <Skeleton className="h-72 rounded-lg" />
    </PageSkeleton>
  );
}
