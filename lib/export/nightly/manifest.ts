import { z } from "zod";

/** Of each table, one file each. */
export const formats = ["csv", "ndjson"] as const;
export type Format = (typeof formats)[number];

export const manifestName = "manifest.json";

const fileSchema = z.strictObject({
  name: z.string().regex(/^[a-z]+\.(csv|ndjson)\.gz$/),
  table: z.string(),
  format: z.enum(formats),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
});

/** `manifest.json`, which is written last: a folder that has one is complete. */
export const manifestSchema = z.strictObject({
  /** The folder's name, a day in UTC. */
  date: z.iso.date(),
  /** The instant that all files reflect. */
  asOf: z.iso.datetime(),
  files: z.array(fileSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type NightlyFile = z.infer<typeof fileSchema>;
