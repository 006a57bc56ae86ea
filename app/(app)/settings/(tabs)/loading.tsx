import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6" aria-busy>
      <p className="sr-only" role="status">
        Loading your settings
      </p>
      <div className="grid gap-2">
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="h-10.5 border-b" />
      <Skeleton className="h-40" />
      <Skeleton className="h-56" />
    </div>
  );
}
