import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";

export default function WebhooksLoading() {
  return (
    <PageSkeleton>
      <TableSkeleton />
    </PageSkeleton>
  );
}
