import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function AdminLoading() {
  return (
    <PageSkeleton>
      <Skeleton className="h-[26rem] rounded-lg" />
      <Skeleton className="h-48 rounded-lg" />
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </PageSkeleton>
  );
}
