import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";

export default function PlatformKeysLoading() {
  return (
    <PageSkeleton>
      <TableSkeleton />
    </PageSkeleton>
  );
}
