import { origin, type Words } from "@/seed/history/words";

/** Manufacturers, by the answers to `industry`. */
export const words: Words = {
  trades: {
    metal_fabrication: ["Fabrication", "Metalworks", "Steel", "Sheet Metal", "Welding"],
    machining: ["Machine Works", "Precision", "Tooling", "CNC", "Gear"],
    automotive: ["Automotive", "Drivetrain", "Axle", "Components", "Brake Systems"],
    electronics: ["Electronics", "Circuits", "Controls", "Sensors", "Assemblies"],
    plastics: ["Plastics", "Polymers", "Molding", "Extrusion", "Rubber"],
    food: ["Foods", "Bakery", "Dairy", "Packing", "Brewing"],
    furniture: ["Furniture", "Cabinets", "Millwork", "Woodworks", "Seating"],
  },
  anyTrade: ["Manufacturing", "Industries", "Works", "Supply", "Technologies"],
  origins: [
    [origin({}), 30],
    [origin({ referrerHost: "google.com" }), 28],
    [origin({ referrerHost: "google.com", source: "google", medium: "cpc", campaign: "brand" }), 10],
    [origin({ referrerHost: "linkedin.com", source: "linkedin", medium: "paid", campaign: "plant managers" }), 11],
    [origin({ referrerHost: "directory.example" }), 8],
    [origin({ source: "fabricator", medium: "print", campaign: "spring issue" }), 5],
    [origin({ referrerHost: "forum.example" }), 3],
    [origin({ referrerHost: "partners.example", source: "reseller", medium: "partner" }), 5],
  ],
  comments: {
    too_expensive: ["We're cutting software budgets this year.", "Hard to justify for one shift."],
    missing_features: ["We need barcode scanning on tablets.", "No link to our ERP."],
    switched_service: ["Our parent company has its own system."],
    unused: ["The plant it was for has closed.", "The team went back to the whiteboard."],
  },
  service: "On-site training",
};
