import { PageSkeleton, TableSkeleton } from "@/components/shell/page-skeleton";

export default function OrganizationsLoading() {
  return (
    <PageSkeleton>
      <TableSkeleton />
    </PageSkeleton>
  );
}
