import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";

export default function PrivacyLoading() {
  return (
    <PageSkeleton>
      <TableSkeleton />
      <TableSkeleton />
    </PageSkeleton>
  );
}
