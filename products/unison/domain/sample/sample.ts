import type { departmentNames } from "@/products/unison/domain/plants/plant-defaults";
import type { WorkOrderPriority, WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";

type Department = (typeof departmentNames)[number];

/** `cost` is in cents a unit. */
export const sampleMaterials = [
  { code: "STL-A36-11GA", name: "Sheet steel A36, 11 ga", unit: "sheets", onHand: 142, reorderAt: 60, cost: 8640 },
  { code: "STL-A572-313", name: "Plate A572 Gr. 50, 5/16 in", unit: "sheets", onHand: 18, reorderAt: 24, cost: 21400 },
  { code: "ALU-5052-125", name: "Aluminum 5052, 1/8 in", unit: "sheets", onHand: 75, reorderAt: 30, cost: 13250 },
  { code: "TUB-2X2", name: "Square tube 2 × 2 × 1/8 in", unit: "ft", onHand: 386, reorderAt: 150, cost: 415 },
  { code: "WIR-ER70S6", name: "Welding wire ER70S-6, 0.035 in", unit: "spools", onHand: 9, reorderAt: 12, cost: 5890 },
  { code: "GAS-C25", name: "Shielding gas C25", unit: "cylinders", onHand: 6, reorderAt: 4, cost: 9400 },
  { code: "BLT-5/16X1", name: "Hex bolt 5/16 × 1 in, Grade 5", unit: "pcs", onHand: 4200, reorderAt: 1500, cost: 32 },
  { code: "PNT-GRY-12", name: "Powder coat, slate gray", unit: "lb", onHand: 31, reorderAt: 40, cost: 780 },
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
  /** How long it occupies its lane, and pieces that had to be thrown away. */
  minutes: number;
  scrap: number;
  blocked?: string;
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

const rework = { disposition: "rework" } as const;
const scrapped = { disposition: "scrap" } as const;

/** `order` is the index in `sampleOrders`, `ago` is in days, `cost` in cents. */
export const sampleReports = [
  {
    order: 7,
    title: "Door gap 0.16 in over tolerance on two cabinets",
    severity: "minor",
    status: "closed",
    ago: 4,
    quantity: 2,
    ...rework,
    cost: 184_50,
  },
  {
    order: 8,
    title: "Missing weld on rail joint",
    severity: "critical",
    status: "closed",
    ago: 3,
    quantity: 5,
    ...scrapped,
    cost: 612_00,
  },
  { order: 11, title: "Porosity in the outlet cone weld", severity: "major", status: "open", ago: 1, quantity: 1 },
  { order: 13, title: "Burr on the inner edge, 14 pieces", severity: "minor", status: "open", ago: 0.2, quantity: 14 },
] as const;

/** `order` is the index in `sampleOrders`. */
export const sampleChecks = [
  { order: 11, title: "Welds inspected", criterion: "No cracks, porosity or undercut", result: "fail" },
  { order: 11, title: "Dimensions match the drawing", criterion: null, result: "pass" },
  { order: 12, title: "Frame square", criterion: "Diagonals within 1/16 in", result: "pass" },
  { order: 12, title: "Welds inspected", criterion: "No cracks, porosity or undercut", result: null },
  { order: 13, title: "Edges deburred", criterion: null, result: "fail" },
] as const;

/** `order` is the index in `sampleOrders`, or null for the plant. `ago` is in days. */
export const sampleNotes = [
  { order: 11, ago: 0.9, text: "Outlet cone weld has pores. Repair it before the leak test." },
  { order: 12, ago: 1.8, text: "Fixture 3 is loose. Check the diagonals after every frame." },
  { order: null, ago: 0.4, text: "Compressor was off from 10 to 11. Cutting is about an hour behind." },
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
  const minutes = 60 + ((title.length * 37) % 11) * 45;
  const scrap = status === "done" ? scrapOf(product) : 0;
  const blocked = product === "HP-450" ? { blocked: "Waiting for the weld to be repaired" } : {};
  return {
    ...{ title, product, quantity, priority, status, department, due, created, minutes, scrap, ...blocked },
    ...(finished ? { finished } : {}),
  };
}

function scrapOf(product: string): number {
  return { "BR-090": 6, "CC-60": 2, "GR-09": 5, "RS-30": 1 }[product] ?? 0;
}
