import { Skeleton } from "@/components/ui/skeleton";

export default function UsageLoading() {
  return (
    <div className="grid gap-8" role="status">
      <span className="sr-only">Loading usage</span>
      <Skeleton className="h-14 w-72 max-w-full" />
      <Skeleton className="h-96" />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}
