import { z } from "zod";

/** For platform admins and platform keys with `admin:read`. */
export const acrossAll = {
  tag: "Admin",
  caller: "admin_reader",
  scope: "admin:read",
  method: "get",
  errors: [],
} as const;

export const organizationParams = z.strictObject({ id: z.uuid().meta({ description: "The organization's ID." }) });

/** PostgreSQL can't store NUL or lone surrogates. */
export const searchText = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Remove control characters.");

/** The parameters of a list with keyset paging. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(500).optional().meta({ description: "The previous page's `nextCursor`." }),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    data: z.array(item),
    nextCursor: z.string().nullable().meta({ description: "Null on the last page." }),
  });
