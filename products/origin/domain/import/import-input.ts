import { z } from "zod";
import { importKinds } from "@/products/origin/schema";
import { nameSchema } from "../data/names";
import { chunkLength } from "./chunk-length";
import { importFields, importOptionsSchema } from "./rows";

/** Fifty million characters: about half a million rows. */
const mostChunks = 200;

export const newImportSchema = z
  .strictObject({
    kind: z.enum(importKinds),
    fileName: nameSchema(200),
    options: importOptionsSchema,
    chunks: z.int().min(1).max(mostChunks, "The file is too large. Split it into files of at most 50 MB."),
  })
  .superRefine(({ kind, options }, issues) => {
    for (const { key, label, required } of importFields[kind]) {
      if (required && options.columns[key] === undefined) {
        issues.addIssue({
          code: "custom",
          path: ["options", "columns", key],
          message: `Choose the column of ${label}.`,
        });
      }
    }
  });
export type NewImport = z.output<typeof newImportSchema>;

export const chunkSchema = z.strictObject({
  importId: z.uuid(),
  position: z
    .int()
    .min(0)
    .max(mostChunks - 1),
  // The database can't store it, and no CSV file has it.
  text: z
    .string()
    .max(chunkLength)
    .transform((text) => text.replaceAll("\u0000", "\uFFFD")),
});
export type Chunk = z.output<typeof chunkSchema>;

export const previewSchema = z.strictObject({
  kind: z.enum(importKinds),
  head: z.string().max(100_000),
});
