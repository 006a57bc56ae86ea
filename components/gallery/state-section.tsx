import { ClipboardList, LockKeyhole, SearchX } from "lucide-react";
import { ArchLoader } from "@/components/brand/arch";
import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Specimen } from "./specimen";

/** What stands in place of content: nothing yet, no results, no access, loading. */
export function StateSection() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Specimen name="<EmptyState> with the next step">
        <EmptyState
          icon={ClipboardList}
          arch="half"
          title="No work orders yet"
          description="Create one, and follow it from release to done."
          action={<Button>Create work order</Button>}
        />
      </Specimen>
      <Specimen name="<EmptyState> without results">
        <EmptyState icon={SearchX} title="No results" description="No invoices match your filters." />
      </Specimen>
      <Specimen name="<EmptyState size='page'>" className="rounded-lg border bg-background">
        <EmptyState
          size="page"
          icon={LockKeyhole}
          heading="h3"
          title="This organization is suspended"
          description="Your data is safe."
          action={<Button variant="outline">Open billing</Button>}
        />
      </Specimen>
      <Specimen name="<PageSkeleton>, <ArchLoader>" className="grid gap-8">
        <PageSkeleton>
          <TableSkeleton />
        </PageSkeleton>
        <p className="flex items-center gap-3 text-muted-foreground text-sm">
          <ArchLoader /> Checking with Stripe…
        </p>
      </Specimen>
    </div>
  );
}
