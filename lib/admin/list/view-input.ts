import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

export const saveViewSchema = z.strictObject({
  name: lineSchema(60, "Enter a name."),
  /** The list's URL parameters. What doesn't make a view is dropped. */
  query: z.string().max(2_000),
  shared: z.boolean(),
});
export type SaveViewInput = z.infer<typeof saveViewSchema>;

export const viewIdSchema = z.strictObject({ viewId: z.uuid() });
