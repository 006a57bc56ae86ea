import { z } from "zod";
import { externalIdSchema } from "@/lib/admin/input";

/** An external ID as typed. */
export const draftSchema = z.strictObject({ externalId: externalIdSchema.shape.externalId.unwrap() });
