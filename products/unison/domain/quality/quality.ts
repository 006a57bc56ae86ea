/** Repeated from the tables, so that forms don't bring a database library into the browser. */
export const severities = ["minor", "major", "critical"] as const;
export type Severity = (typeof severities)[number];

export const dispositions = ["use_as_is", "rework", "scrap", "return_to_supplier"] as const;
export type Disposition = (typeof dispositions)[number];

export const checkResults = ["pass", "fail"] as const;

export const severityLabels: Readonly<Record<Severity, string>> = {
  minor: "Minor",
  major: "Major",
  critical: "Critical",
};

export const dispositionLabels: Readonly<Record<Disposition, string>> = {
  use_as_is: "Use as is",
  rework: "Rework",
  scrap: "Scrap",
  return_to_supplier: "Return to supplier",
};

type Check = { title: string; criterion: string | null };

const check = (title: string, criterion: string | null = null): Check => ({ title, criterion });

const general = [check("First piece approved"), check("Dimensions match the drawing"), check("Quantity counted")];

/** Checks that suit an industry, by the answer given in onboarding. */
const byIndustry: Readonly<Record<string, readonly Check[]>> = {
  metal_fabrication: [
    check("Dimensions match the drawing"),
    check("Welds inspected", "No cracks, porosity or undercut"),
    check("Edges deburred"),
    check("Surface ready for coating"),
  ],
  machining: [
    check("First piece measured", "All dimensions within tolerance"),
    check("Surface finish", "As on the drawing"),
    check("Threads gauged", "Go and no-go"),
    check("Burrs removed"),
  ],
  automotive: [
    check("First piece approved"),
    check("Critical dimensions measured", "Within tolerance"),
    check("Torque verified"),
    check("Label and traceability code"),
  ],
  electronics: [
    check("Solder joints inspected"),
    check("Polarity and orientation"),
    check("Functional test"),
    check("ESD packaging"),
  ],
  plastics: [
    check("Flash and short shots", "None"),
    check("Color matches the sample"),
    check("Weight of 5 parts"),
    check("Warpage"),
  ],
  food: [
    check("Batch and expiration date printed"),
    check("Core temperature"),
    check("Metal detector passed"),
    check("Seal intact"),
  ],
  furniture: [
    check("Dimensions match the drawing"),
    check("Surface free of scratches"),
    check("Joints tight"),
    check("Hardware complete"),
  ],
};

/** The checks suggested for a work order's inspection plan. */
export const suggestedChecks = (industry: string | undefined): readonly Check[] =>
  (industry === undefined ? undefined : byIndustry[industry]) ?? general;
