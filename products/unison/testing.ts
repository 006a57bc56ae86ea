import type { TenantContext } from "@/lib/context";
import type { PlantInput, WorkOrderInput } from "@/products/unison/domain/inputs";
import { createPlant } from "@/products/unison/domain/plants/create-plant";
import { createWorkOrder } from "@/products/unison/domain/work-orders/create-work-order";

const plant: PlantInput = { name: "Ohio Works", location: "Dayton, Ohio", timeZone: "America/New_York" };
const order: Omit<WorkOrderInput, "plantId"> = {
  title: "Conveyor frame",
  product: "CF-2200",
  quantity: 6,
  priority: "normal",
  departmentId: null,
  dueOn: null,
};

/** A plant for a test. */
export const newPlant = (ctx: TenantContext, given: Partial<PlantInput> = {}) =>
  createPlant(ctx, { ...plant, ...given });

/** A work order in `plantId` for a test. */
export const newWorkOrder = (ctx: TenantContext, given: Partial<WorkOrderInput> & { plantId: string }) =>
  createWorkOrder(ctx, { ...order, ...given });
