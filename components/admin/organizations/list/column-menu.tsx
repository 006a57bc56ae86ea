"use client";

import { useRouter } from "next/navigation";
import { AnchoredMenu, type AnchoredMenuProps } from "@/components/ui/anchored-menu";
import { DropdownMenuCheckboxItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import type { OrganizationFilter } from "@/lib/admin";
import { type ListColumn, listColumns } from "@/lib/admin/list/organization-filter";
import { listHref } from "./list-url";
import { columnNames, hiddenColumns } from "./list-words";

const optionalColumns = listColumns.filter((column): column is Exclude<ListColumn, "name"> => column !== "name");

/** Which columns the list shows. */
export default function ColumnMenu({ filter, ...menu }: AnchoredMenuProps & { filter: OrganizationFilter }) {
  const router = useRouter();
  const hidden = hiddenColumns(filter, listColumns);
  const toggle = (column: ListColumn, show: boolean) => {
    const next = show ? hidden.filter((name) => name !== column) : [...hidden, column];
    router.replace(listHref({ ...filter, hide: next.length > 0 ? next.join(",") : undefined }), { scroll: false });
  };
  return (
    <AnchoredMenu {...menu} align="end">
      <DropdownMenuLabel>Columns</DropdownMenuLabel>
      {optionalColumns.map((column) => (
        <DropdownMenuCheckboxItem
          key={column}
          checked={!hidden.includes(column)}
          onCheckedChange={(checked) => toggle(column, checked)}
          onSelect={(event) => event.preventDefault()}
        >
          {columnNames[column]}
        </DropdownMenuCheckboxItem>
      ))}
    </AnchoredMenu>
  );
}
