import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { adjustGauge } from "@/lib/usage";
import type { PlantInput } from "@/products/unison/domain/inputs";
import { departments, lanes, plants, shifts } from "@/products/unison/schema";
import { dayShift, departmentNames, laneDefaults } from "./plant-defaults";

/**
 * Creates a plant with its departments, lanes and day shift.
 *
 * @returns its id.
 * @throws GatehouseError `limit_reached` at the plan's plant limit, `conflict` when the name is taken,
 * `read_only` after the trial.
 */
export async function createPlant(ctx: TenantContext, input: PlantInput): Promise<string> {
  await requireAccess(ctx, "write");
  await adjustGauge(ctx, { meter: "plants", delta: 1 });
  const id = await insertPlant(ctx, input);
  await insertDefaults(ctx, id);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "plant.created",
    subject: id,
    details: { name: input.name },
  });
  return id;
}

async function insertPlant({ organizationId, now, tx }: TenantContext, input: PlantInput) {
  const [row] = await tx
    .insert(plants)
    .values({ organizationId, id: uuidv7(), ...input, createdAt: now })
    .onConflictDoNothing({ target: [plants.organizationId, plants.name] })
    .returning({ id: plants.id });
  if (!row) throw conflict(`A plant named “${input.name}” already exists.`);
  return row.id;
}

async function insertDefaults({ organizationId, tx }: TenantContext, plantId: string) {
  const owned = { organizationId, plantId };
  await tx
    .insert(departments)
    .values(departmentNames.map((name, position) => ({ ...owned, id: uuidv7(), name, position })));
  await tx.insert(lanes).values(laneDefaults.map((lane, position) => ({ ...owned, id: uuidv7(), ...lane, position })));
  await tx.insert(shifts).values({ ...owned, id: uuidv7(), ...dayShift });
}
