import type { z } from "zod";
import { invalidInput } from "@/lib/errors";

/** @throws GatehouseError `invalid_input` with `errors: [{field, message}]`. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
  const [first] = errors;
  throw invalidInput(first ? `${first.field ? `${first.field}: ` : ""}${first.message}` : "Invalid input.", { errors });
}
