import "server-only";
import type { TenantContext } from "@/lib/context";
import { parseInput } from "@/lib/parse-input";
import { createPlant } from "@/products/unison/domain/plants/create-plant";
import { addSampleData } from "@/products/unison/domain/sample/add-sample-data";
import { setUpSchema } from "./inputs";

/** Creates the first plant, with sample data if requested. @throws GatehouseError `invalid_input` and what `createPlant` throws. */
export async function setUp(ctx: TenantContext, input: unknown): Promise<void> {
  const { sampleData, ...plant } = parseInput(setUpSchema, input);
  const plantId = await createPlant(ctx, plant);
  if (sampleData) await addSampleData(ctx, { plantId });
}
