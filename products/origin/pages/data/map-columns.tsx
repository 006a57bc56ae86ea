"use client";

import { useId } from "react";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ImportField, ImportOptions, Preview } from "../../domain/import/rows";

type MapColumnsProps = {
  fields: readonly ImportField[];
  preview: Preview;
  onChange: (options: ImportOptions) => void;
};

/** Which column is which, how dates and amounts are written, and the first rows. */
export function MapColumns({ fields, preview, onChange }: MapColumnsProps) {
  const id = useId();
  const { header, rows, options } = preview;
  const setColumn = (key: string, column: string) => {
    const { [key]: _, ...others } = options.columns;
    onChange({ ...options, columns: column === "" ? others : { ...others, [key]: Number(column) } });
  };
  return (
    <div className="grid gap-5">
      <fieldset className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <legend className="mb-3 font-medium text-sm">Columns</legend>
        {fields.map(({ key, label, required }) => (
          <div key={key} className="grid gap-1.5">
            <Label htmlFor={`${id}-${key}`}>
              {label}
              {!required && <span className="font-normal text-muted-foreground"> (optional)</span>}
            </Label>
            <NativeSelect
              id={`${id}-${key}`}
              value={options.columns[key] ?? ""}
              aria-invalid={required && options.columns[key] === undefined}
              onChange={(event) => setColumn(key, event.target.value)}
            >
              <option value="">{required ? "Choose a column" : "None"}</option>
              {header.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns can have the same name.
                <option key={index} value={index}>
                  {name || `Column ${index + 1}`}
                </option>
              ))}
            </NativeSelect>
          </div>
        ))}
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-order`}>Dates</Label>
          <NativeSelect
            id={`${id}-order`}
            value={options.dateOrder}
            onChange={(event) => onChange({ ...options, dateOrder: event.target.value === "dmy" ? "dmy" : "mdy" })}
          >
            <option value="mdy">Month first: 11/30/2026</option>
            <option value="dmy">Day first: 30/11/2026</option>
          </NativeSelect>
        </div>
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-decimal`}>Amounts</Label>
          <NativeSelect
            id={`${id}-decimal`}
            value={options.decimal}
            onChange={(event) => onChange({ ...options, decimal: event.target.value === "," ? "," : "." })}
          >
            <option value=".">1,234.50</option>
            <option value=",">1.234,50</option>
          </NativeSelect>
        </div>
      </fieldset>
      <div className="rounded-md border">
        <Table label="First rows of the file">
          <TableHeader>
            <TableRow>
              {header.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns can have the same name.
                <TableHead key={index}>{name}</TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows don't change places.
              <TableRow key={index}>
                {header.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <TableCell key={column} className="max-w-48 truncate text-muted-foreground">
                    {row[column]}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
