import { columnVisibilityFeature, metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

type ColumnMeta = {
  /** Aligned right, like its numbers. */
  numeric?: boolean;
  /** Classes of the column's cells and head, such as from which width it shows. */
  className?: string;
  /** Classes of its cells alone. */
  cellClassName?: string;
};

/** What the tables of the admin pages use of the table library. The server sorts. */
export const dataTableFeatures = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type DataTableFeatures = typeof dataTableFeatures;
