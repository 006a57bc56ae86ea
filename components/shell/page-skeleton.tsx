import type { ReactNode } from "react";
import { ArchLoader } from "@/components/brand/arch";
import { Skeleton } from "@/components/ui/skeleton";

/** A page header while the content loads. */
export function PageSkeleton({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6">
      <div className="flex items-center gap-4">
        <div className="grid flex-1 gap-2">
          <Skeleton className="h-7 w-48" />
          <Skeleton className="h-4 w-72 max-w-full" />
        </div>
        <ArchLoader className="size-7" />
      </div>
      {children}
    </div>
  );
}

const rows = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/** A table while its rows load. */
export function TableSkeleton() {
  return (
    <div className="grid gap-px overflow-hidden rounded-lg border bg-border">
      {rows.map((row) => (
        <div key={row} className="flex h-12 items-center gap-6 bg-card px-5">
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-24 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
