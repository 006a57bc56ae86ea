import type { departmentNames } from "@/products/unison/domain/plants/plant-defaults";
import type { WorkOrderPriority, WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";

type Department = (typeof departmentNames)[number];

export const sampleMaterials = [
  { code: "STL-A36-11GA", name: "Sheet steel A36, 11 ga", unit: "sheets", onHand: 142, reorderAt: 60 },
  { code: "STL-A572-313", name: "Plate A572 Gr. 50, 5/16 in", unit: "sheets", onHand: 18, reorderAt: 24 },
  { code: "ALU-5052-125", name: "Aluminum 5052, 1/8 in", unit: "sheets", onHand: 75, reorderAt: 30 },
  { code: "TUB-2X2", name: "Square tube 2 × 2 × 1/8 in", unit: "ft", onHand: 386, reorderAt: 150 },
  { code: "WIR-ER70S6", name: "Welding wire ER70S-6, 0.035 in", unit: "spools", onHand: 9, reorderAt: 12 },
  { code: "GAS-C25", name: "Shielding gas C25", unit: "cylinders", onHand: 6, reorderAt: 4 },
  { code: "BLT-5/16X1", name: "Hex bolt 5/16 × 1 in, Grade 5", unit: "pcs", onHand: 4200, reorderAt: 1500 },
  { code: "PNT-GRY-12", name: "Powder coat, slate gray", unit: "lb", onHand: 31, reorderAt: 40 },
] as const;

export type SampleOrder = {
  title: string;
  product: string;
  quantity: number;
  priority: WorkOrderPriority;
  status: WorkOrderStatus;
  department: Department;
  /** Days from today, and days ago. */
  due: number;
  created: number;
  finished?: number;
};

/** Oldest first, so that numbers increase with the dates. */
export const sampleOrders: readonly SampleOrder[] = [
  order("Wall brackets, galvanized", "BR-090", 180, "normal", "done", "Cutting", -10, 20, 12),
  order("Feed hopper, prototype", "HP-100", 1, "high", "done", "Welding", -11, 19, 11),
  order("Cabinet frames", "CC-40", 30, "normal", "done", "Assembly", -9, 18, 10),
  order("Stair treads", "ST-12", 120, "low", "done", "Cutting", -8, 18, 9),
  order("Conveyor frame, welded", "CF-2200", 6, "normal", "done", "Welding", -7, 16, 8),
  order("Laser-cut brackets, batch 1", "BR-118", 96, "normal", "done", "Cutting", -5, 14, 6),
  order("Roller supports", "RS-30", 64, "normal", "done", "Assembly", -5, 14, 5),
  order("Control cabinet doors", "CC-60", 24, "high", "done", "Assembly", -4, 13, 4),
  order("Guard rails", "GR-09", 140, "high", "done", "QC", -3, 11, 3),
  order("Pump skid base plates", "PS-410", 72, "normal", "done", "Cutting", -2, 10, 2),
  order("Motor mounts", "MM-75", 110, "normal", "done", "Welding", -1, 10, 1),
  order("Hopper, 120 gallons", "HP-450", 4, "high", "in_progress", "Welding", -1, 9),
  order("Machine frame for press line", "MF-3100", 2, "high", "in_progress", "Welding", 2, 8),
  order("Laser-cut brackets, batch 2", "BR-118", 240, "normal", "in_progress", "Cutting", 3, 7),
  order("Drive unit assembly", "DU-75", 16, "normal", "in_progress", "Assembly", 4, 6),
  order("Cable trays, powder coated", "CT-200", 80, "low", "open", "Assembly", 6, 4),
  order("Safety fence panels", "SF-1800", 36, "normal", "open", "Cutting", 7, 3),
  order("Valve manifold, series B", "VM-B12", 10, "high", "open", "Assembly", 5, 3),
  order("Tank supports", "TS-90", 8, "normal", "open", "Welding", 9, 2),
  order("Incoming inspection, A572 plate", "IN-572", 1, "high", "open", "QC", 0, 1),
  order("Spare hopper flanges", "HP-FL", 32, "low", "open", "Cutting", 12, 0),
];

/** `order` is the index in `sampleOrders`, `ago` is in days. */
export const sampleReports = [
  { order: 7, title: "Door gap 0.16 in over tolerance on two cabinets", severity: "minor", status: "closed", ago: 4 },
  { order: 8, title: "Missing weld on rail joint", severity: "critical", status: "closed", ago: 3 },
  { order: 11, title: "Porosity in the outlet cone weld", severity: "major", status: "open", ago: 1 },
  { order: 13, title: "Burr on the inner edge, 14 pieces", severity: "minor", status: "open", ago: 0.2 },
] as const;

function order(
  title: string,
  product: string,
  quantity: number,
  priority: WorkOrderPriority,
  status: WorkOrderStatus,
  department: Department,
  due: number,
  created: number,
  finished?: number,
): SampleOrder {
  return { title, product, quantity, priority, status, department, due, created, ...(finished ? { finished } : {}) };
}
